import { headers } from 'next/headers';
import { captureUrlOf, originHeader, originOf } from '#lib/http/origin.ts';
import { services } from './services.ts';

/** The origin that the current request was sent to; see `originOf`. */
export async function requestOrigin(): Promise<string> {
  const { config, saysOrigin } = await services();
  const sent = await headers();
  const said = saysOrigin ? sent.get(originHeader) : null;
  if (said) return said;
  const host = sent.get('host');
  return originOf({
    publicUrl: config.publicUrl,
    scheme: config.tls ? 'https' : 'http',
    host,
    fallback: `localhost:${config.port}`,
  });
}

/** The capture URL of a bin at the origin of the current request. */
export async function captureUrl(slug: string): Promise<string> {
  const [{ config }, origin] = await Promise.all([services(), requestOrigin()]);
  return captureUrlOf(origin, slug, config.binDomain);
}
