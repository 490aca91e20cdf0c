import type { BodyKind } from './body-kind.ts';
import type { Rows } from './rows.ts';

/** Sixteen bytes of a body (fewer at its end) as in a hex dump. */
export type HexRow = {
  /** The offset of the row in bytes, at least eight hexadecimal digits: `00000010`. */
  readonly offset: string;
  /** Two hexadecimal digits for each byte. */
  readonly pairs: readonly string[];
  /** A character for each byte: itself if it is printable ASCII, else a dot. */
  readonly ascii: string;
};

const width = 16;
const pairs = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** The number of rows of a body. */
export function hexRowCount(body: Uint8Array): number {
  return Math.ceil(body.length / width);
}

/** One row, created on demand: a long body costs nothing until somebody scrolls there. */
export function hexRow(body: Uint8Array, index: number): HexRow {
  const start = index * width;
  const bytes = body.subarray(start, start + width);
  return {
    offset: start.toString(16).padStart(8, '0'),
    pairs: Array.from(bytes, (byte) => pairs[byte]!),
    ascii: Array.from(bytes, (byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.')).join(
      '',
    ),
  };
}

/** The raw bytes. It can show every body, and may be the only kind that can. */
export const hex = {
  id: 'hex',
  title: 'Hex',
  fits: () => ({ named: false, found: 'possible' }),
  read(body: Uint8Array): Rows<HexRow> {
    const count = hexRowCount(body);
    return { count, done: true, readUpTo: () => count, row: (index) => hexRow(body, index) };
  },
} satisfies BodyKind<'hex', Rows<HexRow>>;
