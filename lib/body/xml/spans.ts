import type { CodeSpan } from '../code-line.ts';
import { xmlToken } from './token.ts';

/** The tokens of a tag: an attribute with its value, a name or attribute without one, white space, anything else. */
const inTag = /([^\s=<>/"']+)(\s*=\s*)("[^"]*"|'[^']*'|[^\s>"']+)|[^\s=<>/"']+|\s+|[\s\S]/g;
const entity = /&(?:#\d+|#x[\da-f]+|[^\s;&<]{1,100});/gi;
/** Predefined entities (XML 1.0 §4.6), and numeric character references. */
const usual = /^&(?:amp|lt|gt|quot|apos|#\d+|#x[\da-f]+);$/i;

/** The spans of a well-formed range of an XML text. */
export function xmlSpans(text: string, start: number, end: number): CodeSpan[] {
  const spans: CodeSpan[] = [];
  for (let at = start; at < end; ) {
    const token = xmlToken(text, at);
    if ('offset' in token) return [...spans, { kind: 'invalid', text: text.slice(at, end) }];
    const stop = Math.min(end, token.end);
    const piece = text.slice(at, stop);
    if (token.kind === 'text') spans.push(...textSpans(piece));
    else if (token.kind === 'cdata') spans.push(...cdataSpans(piece));
    else if (token.kind === 'open' || token.kind === 'close' || token.kind === 'empty') {
      spans.push(...tagSpans(piece));
    } else spans.push({ kind: token.kind === 'comment' ? 'comment' : 'literal', text: piece });
    at = stop;
  }
  return spans;
}

function tagSpans(tag: string): CodeSpan[] {
  const head = /^<\/?/.exec(tag)![0];
  const tail = /\/?>$/.exec(tag)?.[0] ?? '';
  const spans: CodeSpan[] = [{ kind: 'punctuation', text: head }];
  const inner = tag.slice(head.length, tag.length - tail.length);
  let isName = true;
  for (const [whole, attribute, equals, value] of inner.matchAll(inTag)) {
    if (attribute !== undefined && !isName) {
      spans.push(
        { kind: 'number', text: attribute },
        { kind: 'punctuation', text: equals! },
        { kind: 'string', text: value! },
      );
    } else spans.push({ kind: isName ? 'key' : 'plain', text: whole });
    isName = false;
  }
  return [...spans, { kind: 'punctuation', text: tail }];
}

function cdataSpans(section: string): CodeSpan[] {
  return [
    { kind: 'quiet', text: '<![CDATA[' },
    { kind: 'plain', text: section.slice(9, -3) },
    { kind: 'quiet', text: ']]>' },
  ];
}

/** Highlights entities: they are shown as written and never expanded. */
function textSpans(text: string): CodeSpan[] {
  const spans: CodeSpan[] = [];
  let from = 0;
  for (const found of text.matchAll(entity)) {
    if (found.index > from) spans.push({ kind: 'plain', text: text.slice(from, found.index) });
    spans.push({ kind: 'literal', text: found[0] });
    from = found.index + found[0].length;
  }
  if (from < text.length) spans.push({ kind: 'plain', text: text.slice(from) });
  return spans;
}

/** Whether a text has entities that are not predefined. */
export function hasOwnEntities(text: string): boolean {
  return (text.match(entity) ?? []).some((found) => !usual.test(found));
}
