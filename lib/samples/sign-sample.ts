import type { Header } from '#lib/model/capture.ts';
import { providerOf } from '#lib/providers/index.ts';
import { type Signing, signAs } from '#lib/providers/signature/sign.ts';
import type { Sample } from './sample.ts';

type Options = {
  /** The secret, or for key pairs the private key. */
  readonly secret: string;
  /** The URL that the sample is sent to, without the query of the sample. */
  readonly destination: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
};

/** A sample signed as its provider signs, with the headers of the signature where the provider has them. Never throws. */
export async function signSample(
  { provider: { id, deliveryId }, request, signing, signatureHeaders }: Sample,
  { secret, destination, now }: Options,
): Promise<Signing> {
  if (!signing.canSign) return { state: 'unable', why: signing.why };
  const provider = providerOf(id);
  // The server may be newer than the page.
  if (!provider) return { state: 'unable', why: 'This page does not know the provider yet. Reload it.' };
  const { method, query, body } = request;
  const headers: Header[] = [...request.headers];
  for (const { name, index } of signatureHeaders) headers.splice(index, 0, [name, '']);
  const unsigned = { method, url: sampleUrl(destination, query), headers, body };
  return signAs(provider, unsigned, secret, { now, id: deliveryId ?? '' });
}

/** The URL of a sample: the destination with the query of the sample after its own. `query` begins with `?`, or is empty. */
export function sampleUrl(destination: string, query: string): string {
  return query === '' || !destination.includes('?')
    ? destination + query
    : `${destination}&${query.slice(1)}`;
}
