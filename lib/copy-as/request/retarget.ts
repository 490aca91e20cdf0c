import { all } from '#lib/http/header-lookup.ts';
import { pathOf } from '#lib/http/target.ts';
import type { CopySource } from '../target.ts';
import { isNamed } from './client-headers.ts';

/** Changes the destination of a request. */

/** The target without the bin prefix. */
export function withoutPrefix(source: CopySource): CopySource {
  const { target, prefixLength } = source;
  if (prefixLength === 0) return source;
  return { ...source, target: pathOf(target, prefixLength), prefixLength: 0 };
}

/** The target, bin prefix included, below another path. `*` stays as it is. */
export function below(source: CopySource, basePath: string): CopySource {
  if (source.target === '*') return source;
  return {
    ...source,
    target: basePath + pathOf(source.target, 0),
    prefixLength: basePath.length + source.prefixLength,
  };
}

/** The target with another path in place of the bin prefix. */
export function inPlaceOfPrefix(source: CopySource, basePath: string): CopySource {
  const { target, prefixLength } = source;
  if (target === '*') return source;
  const path = pathOf(target, prefixLength);
  const isRoot = /^\/(?:\?|$)/.test(path) && (prefixLength === 0 || !target.endsWith(path));
  return { ...source, target: basePath + (isRoot ? path.slice(1) : path), prefixLength: 0 };
}

/** Sets the Host header to the origin, where there is exactly one. */
export function forOrigin(source: CopySource, origin: string): CopySource {
  const { host } = new URL(origin);
  if (all(source.headers, 'Host').length !== 1) return source;
  return {
    ...source,
    headers: source.headers.map((line) => (isNamed(line, 'Host') ? [line[0], host] : line)),
  };
}
