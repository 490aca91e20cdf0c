import { readable } from '#lib/http/byte-string.ts';
import { all } from '#lib/http/header-lookup.ts';
import { withoutSpace } from '#lib/http/white-space.ts';
import type { Header } from '#lib/model/capture.ts';

/** The `name=value` pairs of all Cookie lines, in the order sent, undecoded (RFC 6265 §4.2.1). */
export function cookiePairs(headers: readonly Header[]): string[] {
  return all(headers, 'Cookie')
    .flatMap((line) => line.split(';'))
    .map((pair) => readable(withoutSpace(pair)))
    .filter((pair) => pair !== '');
}

/** A pair split at its first `=`; without one, all of it is the value (RFC 6265bis §5.6). */
export function cookieParts(pair: string): { name: string; value: string } {
  const equals = pair.indexOf('=');
  return { name: pair.slice(0, Math.max(0, equals)), value: pair.slice(equals + 1) };
}
