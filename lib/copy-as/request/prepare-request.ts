import { maskSecrets } from '#lib/masking/mask-secrets.ts';
import type { CopyOptions, CopySource } from '../target.ts';
import { withoutHeaders } from './drop-connection-headers.ts';
import { withoutHttp2Fields } from './http2-fields.ts';
import { below, forOrigin, inPlaceOfPrefix, withoutPrefix } from './retarget.ts';

/**
 * Applies the options to the request, before it is written for a target. Masking comes before the other options, so that
 * no secret influences them; before masking, HTTP/2 fields are converted to the form of HTTP/1.1. Throws a `TypeError`
 * when `options.origin` is not a URL.
 */
export function prepareRequest(source: CopySource, options: CopyOptions): CopySource {
  const steps = [
    options.redact && maskSecrets,
    options.drop && ((it: CopySource) => withoutHeaders(it, options.drop ?? [])),
    (it: CopySource) => retarget(it, options),
    options.host === 'of-origin' && ((it: CopySource) => forOrigin(it, options.origin)),
  ].filter((step) => typeof step === 'function');
  return steps.reduce((it, step) => step(it), withoutHttp2Fields(source));
}

function retarget(source: CopySource, { path, basePath }: CopyOptions): CopySource {
  if (path === 'without-prefix') return basePath ? inPlaceOfPrefix(source, basePath) : withoutPrefix(source);
  return basePath ? below(source, basePath) : source;
}
