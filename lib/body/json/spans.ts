import type { CodeSpan } from '../code-line.ts';
import { scanString, skipSpace } from './scan.ts';

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
 * The tokens in a range of a JSON text that is valid up to `end`, where a token may be incomplete. A string before a colon
 * is a key.
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

/** The end of a string; an incomplete one ends with the text. */
function stringEnd(text: string, at: number): number {
  const end = scanString(text, at);
  return typeof end === 'number' ? end : text.length;
}

/** The end of a number or literal: the next character that cannot be part of one. */
function wordEnd(text: string, at: number): number {
  const word = /[\w.+-]+/y;
  word.lastIndex = at;
  return word.test(text) ? word.lastIndex : at + 1;
}

function withKey(spans: JsonSpan[]): JsonSpan[] {
  if (spans[1]?.text === ':') spans[0] = { kind: 'key', text: spans[0]!.text };
  return spans;
}
