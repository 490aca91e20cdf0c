import { readable } from '#lib/http/byte-string.ts';
import type { CopySource } from '../target.ts';
import { caveats } from './caveats.ts';
import { countOf } from './client-caveats.ts';

/** The caveats of a copy that is a Unicode document, which has no place for trailers or bytes that are not text. */
export function documentCaveats(source: CopySource): string[] {
  const values = [source.target, ...source.headers.flat()];
  const foreign = values.filter((value) => /[^\0-\x7f]/.test(value) && readable(value) === value).length;
  const own = [
    source.trailers.length > 0 &&
      `Omitted, because this format has no place for them: ${countOf(source.trailers.length, 'trailer line')}.`,
    foreign > 0 &&
      `Not valid UTF-8, so each byte is written as the character with its number: ${countOf(foreign, 'value')}.`,
  ].filter((sentence) => sentence !== false);
  return [...caveats(source), ...own];
}
