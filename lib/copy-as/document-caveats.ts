import { readable } from '#lib/http/byte-string.ts';
import { caveats } from './caveats.ts';
import { counted } from './client-caveats.ts';
import type { CopySource } from './target.ts';

/** The caveats of a copy that is a document of Unicode text, which has no place for trailers or for bytes that are none. */
export function documentCaveats(source: CopySource): string[] {
  const values = [source.target, ...source.headers.flat()];
  const foreign = values.filter((value) => /[^\0-\x7f]/.test(value) && readable(value) === value).length;
  const own = [
    source.trailers.length > 0 &&
      `Left out, as this form has no place for them: ${counted(source.trailers.length, 'trailer line')}.`,
    foreign > 0 &&
      `Not UTF-8, so each byte is written as the character of that number: ${counted(foreign, 'value')}.`,
  ].filter((sentence) => sentence !== false);
  return [...caveats(source), ...own];
}
