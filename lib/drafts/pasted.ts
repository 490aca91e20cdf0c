import { readJson } from '#lib/body/json/read-json.ts';
import { placeOf } from '#lib/body/line-break.ts';
import { fail } from '#lib/model/errors.ts';
import { longestText } from './limits.ts';

/** A text that a person pasted, without byte order mark. */
export type Pasted = {
  readonly text: string;
  /** The value of a JSON text; undefined for other texts. */
  readonly json: unknown;
};

/** The deepest nesting of JSON that is read. */
const deepest = 500;

/** How JSON begins, unlike `{{variable}}` and a type of PowerShell in brackets. */
const jsonStart = /^\s*(?:\{(?!\{)|\[(?![A-Za-z]))/;

/** The text, parsed if it begins like JSON. Fails with `draft-unreadable` if it is empty, or with `draft-too-long`. */
export function pastedText(given: string): Pasted {
  if (given.length > longestText)
    fail('draft-too-long', `The text has ${given.length} characters. At most ${longestText} are read.`);
  const text = given.charCodeAt(0) === 0xfeff ? given.slice(1) : given;
  if (!/\S/.test(text)) fail('draft-unreadable', 'The text is empty.');
  return { text, json: jsonStart.test(text) ? jsonOf(text) : undefined };
}

function jsonOf(text: string): unknown {
  const reading = readJson(text);
  // Depth and errors are found without recursion, before a parser builds values.
  reading.readUpTo(Number.POSITIVE_INFINITY);
  if (reading.error !== null) unreadableAt(reading.error, `${reading.error.message}.`);
  if (reading.oddities.deepest > deepest)
    fail('draft-unreadable', `The JSON is nested more than ${deepest} levels deep.`);
  return JSON.parse(text);
}

/** Fails with `draft-unreadable` for a place in the text, an offset in UTF-16 code units. */
export function unreadable(text: string, offset: number, sentence: string): never {
  return unreadableAt(placeOf(text, Math.min(offset, text.length)), sentence);
}

/** The same for a line and a column, from 1. */
export function unreadableAt(place: { line: number; column: number }, sentence: string): never {
  return fail('draft-unreadable', `Line ${place.line}, column ${place.column}: ${sentence}`);
}
