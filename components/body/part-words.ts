import type { MultipartRow } from '#lib/body/multipart/multipart.ts';
import { readable } from '#lib/http/byte-string.ts';
import { partTitles } from './words.ts';

/** The title of a row of a multipart body: `Part 2`, or `Part 2.1` for the first part of the second. */
export function partTitle(row: MultipartRow, numbers = ''): string {
  return row.kind === 'part' ? partTitles.part(`${numbers}${row.number}`) : partTitles[row.kind];
}

/** The media type of a part without parameters, to fit a column; null when it has none. */
export function partType(row: MultipartRow): string | null {
  if (row.kind !== 'part' || row.contentType === null) return null;
  return row.mediaType?.essence ?? readable(row.contentType);
}
