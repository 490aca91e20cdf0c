import { withoutHeaders } from './drop-headers.ts';
import { withoutHttp2Fields } from './http2-fields.ts';
import { redacted } from './redact.ts';
import { below, forOrigin, inPlaceOfPrefix, withoutPrefix } from './retarget.ts';
import type { CopyOptions, CopySource } from './target.ts';

/**
 * The request as the options want it, before any target sees it. Redaction comes first, so that nothing done after it is
 * guided by a secret; before it, what only HTTP/2 has is brought into the form of HTTP/1.1. Throws a `TypeError` when
 * `options.origin` is not a URL.
 */
export function prepared(source: CopySource, options: CopyOptions): CopySource {
  const steps = [
    options.redact && redacted,
    options.drop && ((it: CopySource) => withoutHeaders(it, options.drop ?? [])),
    (it: CopySource) => retargeted(it, options),
    options.host === 'of-origin' && ((it: CopySource) => forOrigin(it, options.origin)),
  ].filter((step) => typeof step === 'function');
  return steps.reduce((it, step) => step(it), withoutHttp2Fields(source));
}

function retargeted(source: CopySource, { path, basePath }: CopyOptions): CopySource {
  if (path === 'without-prefix') return basePath ? inPlaceOfPrefix(source, basePath) : withoutPrefix(source);
  return basePath ? below(source, basePath) : source;
}
