import type { CodeSpan } from './code-line.ts';
import { scanString, skipSpace } from './json-value.ts';

/** A piece of a line of JSON. */
export type JsonSpan = CodeSpan;

const space: JsonSpan = { kind: 'space', text: ' ' };
const tokenKinds: Record<string, JsonSpan['kind']> = {
  '"': 'string',
  t: 'literal',
  f: 'literal',
  n: 'literal',
};

/**
 * The tokens between two places of a JSON text that has been found valid as far as `end`; a token may be unfinished
 * there. Where a string is followed by a colon it is a key.
 */
export function jsonSpans(text: string, start: number, end: number): JsonSpan[] {
  const spans: JsonSpan[] = [];
  for (let at = skipSpace(text, start); at < end; at = skipSpace(text, at)) {
    const from = at;
    const character = text.charAt(from);
    if ('{}[]:,'.includes(character)) {
      at = from + 1;
      spans.push({ kind: 'punctuation', text: character });
      if (character === ':') spans.push(space);
      continue;
    }
    at = Math.min(end, character === '"' ? stringEnd(text, from) : wordEnd(text, from));
    spans.push({ kind: tokenKinds[character] ?? 'number', text: text.slice(from, at) });
  }
  return withKey(spans);
}

/** An unfinished string reaches to the end. */
function stringEnd(text: string, at: number): number {
  const end = scanString(text, at);
  return typeof end === 'number' ? end : text.length;
}

/** A number or literal reaches to what cannot be in one. */
function wordEnd(text: string, at: number): number {
  const word = /[\w.+-]+/y;
  word.lastIndex = at;
  return word.test(text) ? word.lastIndex : at + 1;
}

function withKey(spans: JsonSpan[]): JsonSpan[] {
  if (spans[1]?.text === ':') spans[0] = { kind: 'key', text: spans[0]!.text };
  return spans;
}
