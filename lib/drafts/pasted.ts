import { readJson } from '#lib/body/json/read-json.ts';
import { placeOf } from '#lib/body/line-break.ts';
import { fail, failureCode } from '#lib/model/errors.ts';

/** A text that a person pasted, without byte order mark. */
export type Pasted = {
  readonly text: string;
  /** The value of a JSON text; undefined for other texts. */
  readonly json: unknown;
  /** Why a text that begins like JSON is none; null for other texts. Commands may begin with a bracket, too. */
  readonly jsonError: Error | null;
};

/** The longest text that is read, in UTF-16 code units. A HAR file with bodies has room in it. */
export const longestText = 32 * 2 ** 20;

/** The deepest nesting of JSON that is read. */
const deepest = 500;

/** The text, parsed if it begins like JSON. Fails with `draft-unreadable` if it is empty, or with `draft-too-long`. */
export function pastedText(given: string): Pasted {
  if (given.length > longestText)
    fail('draft-too-long', `The text has ${given.length} characters. At most ${longestText} are read.`);
  const text = given.charCodeAt(0) === 0xfeff ? given.slice(1) : given;
  const start = text.search(/\S/);
  if (start < 0) fail('draft-unreadable', 'The text is empty.');
  if (!'{['.includes(text[start]!)) return { text, json: undefined, jsonError: null };
  try {
    return { text, json: jsonOf(text), jsonError: null };
  } catch (error) {
    if (failureCode(error) === null) throw error;
    return { text, json: undefined, jsonError: error as Error };
  }
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
