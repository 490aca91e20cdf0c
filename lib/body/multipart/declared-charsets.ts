import { fromBytes } from '#lib/http/byte-string.ts';
import type { MediaType } from '#lib/http/media-type.ts';
import { type CharsetOfField, readPart } from './part.ts';
import { MultipartSplit } from './split.ts';

const mostParts = 1000;
const mostHeadBytes = 4096;
/** Longer fields declare no charset. */
const mostBytes = 4096;

/**
 * The charsets that a multipart form declares for its fields: `_charset_` for all of them (RFC 7578 §4.6), or `charsets`, a JSON
 * object from field names to charsets, as SendGrid's Inbound Parse sends it.
 */
export function declaredCharsets(body: Uint8Array, mediaType: MediaType | null): CharsetOfField {
  const split = new MultipartSplit(body, mediaType, mostParts);
  let standard: string | null = null;
  let named: ReadonlyMap<string, string> | null = null;
  for (let index = 0; !split.done; index = split.stretches.length) {
    split.next();
    for (const { kind, start, end } of split.stretches.slice(index)) {
      if (kind !== 'part' || end - start > mostHeadBytes + mostBytes) continue;
      const { name, offset, length } = readPart(body, 0, { start, end }, mostHeadBytes);
      const content = () => fromBytes(body.subarray(offset, offset + Math.min(length, mostBytes)));
      if (name?.text === '_charset_') standard ??= content().trim();
      else if (name?.text === 'charsets') named ??= charsetsIn(content());
    }
  }
  return (name) => {
    const own = named?.get(name);
    if (own !== undefined) return { charset: own, field: 'charsets' };
    return standard === null || name === '_charset_' ? null : { charset: standard, field: '_charset_' };
  };
}

function charsetsIn(text: string): ReadonlyMap<string, string> | null {
  try {
    const read: unknown = JSON.parse(text);
    if (typeof read !== 'object' || read === null) return null;
    return new Map(
      Object.entries(read).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
    );
  } catch {
    return null;
  }
}
