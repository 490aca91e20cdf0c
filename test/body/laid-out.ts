import type { ByteReading } from '#lib/body/byte-rows.ts';
import { type CodeLine, lineText } from '#lib/body/code-line.ts';
import { allRows } from '#lib/body/rows.ts';

/** Bytes as people write them: `83 01 a1`. */
export function hex(digits: string): Uint8Array {
  return Uint8Array.from(Buffer.from(digits.replaceAll(/\s/g, ''), 'hex'));
}

/** The lines of a reading as they are seen, with what is said beside them. */
export function laidOut(reading: ByteReading): string[] {
  return allRows(reading).map((line) => [lineOf(line), ...line.notes].join(' ← '));
}

/** The text of a whole reading, without what is said beside it. */
export function textOf(reading: ByteReading): string {
  return allRows(reading).map(lineOf).join('\n');
}

function lineOf(line: CodeLine): string {
  return '  '.repeat(line.depth) + lineText(line);
}
