import type { CodeSpan } from '#lib/body/code-line.ts';

const tokens =
  /("(?:[^"\\\n]|\\.)*"?)(\s*:)?|(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|\b(true|false|null)\b|([{}[\],:])|([^\s"{}[\],:]+)|(\s+)/g;

/** JSON as it is being written, in spans to colour: together they are the text. What is not JSON stays plain. */
export function jsonSpans(text: string): CodeSpan[] {
  const spans: CodeSpan[] = [];
  let at = 0;
  for (const match of text.matchAll(tokens)) {
    if (match.index > at) spans.push({ kind: 'plain', text: text.slice(at, match.index) });
    const [whole, string, colon, number, literal, punctuation] = match;
    if (string !== undefined) {
      spans.push({ kind: colon === undefined ? 'string' : 'key', text: string });
      if (colon !== undefined) spans.push({ kind: 'punctuation', text: colon });
    } else if (number !== undefined) spans.push({ kind: 'number', text: number });
    else if (literal !== undefined) spans.push({ kind: 'literal', text: literal });
    else spans.push({ kind: punctuation === undefined ? 'plain' : 'punctuation', text: whole });
    at = match.index + whole.length;
  }
  if (at < text.length) spans.push({ kind: 'plain', text: text.slice(at) });
  return spans;
}
