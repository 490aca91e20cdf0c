import type { Header } from '#lib/model/capture.ts';
import type { Place } from './problem.ts';

/** A header line and its number among all, from 1. */
export type NumberedLine = { readonly name: string; readonly value: string; readonly number: number };

/** The lines with this name, whatever its case (RFC 9110 §5.1), in the order sent. */
export function linesNamed(headers: readonly Header[], name: string): NumberedLine[] {
  const wanted = name.toLowerCase();
  return headers
    .map(([sent, value], index) => ({ name: sent, value, number: index + 1 }))
    .filter((line) => line.name.toLowerCase() === wanted);
}

export function atHeader(line: { number: number } | undefined): Place | null {
  return line === undefined ? null : { in: 'header', number: line.number };
}
