import { all } from '#lib/http/headers.ts';
import { pathOf } from '#lib/http/target.ts';
import { isNamed } from './client-headers.ts';
import type { CopySource } from './target.ts';

/** Sending a request somewhere else than to the bin. */

/** The target without what only says which bin was meant. */
export function withoutPrefix(source: CopySource): CopySource {
  const { target, prefixLength } = source;
  if (prefixLength === 0) return source;
  return { ...source, target: pathOf(target, prefixLength), prefixLength: 0 };
}

/** The one Host line names this origin. Several, or none, were sent on purpose and stay. */
export function forOrigin(source: CopySource, origin: string): CopySource {
  const { host } = new URL(origin);
  if (all(source.headers, 'Host').length !== 1) return source;
  return {
    ...source,
    headers: source.headers.map((line) => (isNamed(line, 'Host') ? [line[0], host] : line)),
  };
}
