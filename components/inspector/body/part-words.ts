import type { MultipartRest, MultipartRow } from '#lib/body/multipart.ts';
import { readable } from '#lib/http/byte-string.ts';

const around: Record<MultipartRest['kind'], string> = {
  preamble: 'Before the first boundary',
  epilogue: 'After the closing boundary',
  rest: 'After the last part listed',
};

/** What a row of a multipart body is called: `Part 2`, or `Part 2.1` for the first part of the second. */
export function partTitle(row: MultipartRow, numbers = ''): string {
  return row.kind === 'part' ? `Part ${numbers}${row.number}` : around[row.kind];
}

/** The media type of a part in as many words as a column holds; null when it bears none. */
export function partType(row: MultipartRow): string | null {
  if (row.kind !== 'part' || row.contentType === null) return null;
  return row.mediaType?.essence ?? readable(row.contentType);
}
