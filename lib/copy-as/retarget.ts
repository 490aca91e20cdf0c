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

/** The target below another path, with what says which bin was meant. `*` is below nothing. */
export function below(source: CopySource, basePath: string): CopySource {
  if (source.target === '*') return source;
  return {
    ...source,
    target: basePath + pathOf(source.target, 0),
    prefixLength: basePath.length + source.prefixLength,
  };
}

/** The target with another path in the place of what says which bin was meant; what was sent to the bin itself goes there. */
export function inPlaceOfPrefix(source: CopySource, basePath: string): CopySource {
  const { target, prefixLength } = source;
  if (target === '*') return source;
  const path = pathOf(target, prefixLength);
  const isRoot = /^\/(?:\?|$)/.test(path) && (prefixLength === 0 || !target.endsWith(path));
  return { ...source, target: basePath + (isRoot ? path.slice(1) : path), prefixLength: 0 };
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
