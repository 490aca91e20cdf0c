import type { CodeSpan } from '../code-line.ts';
import { type XmlToken, xmlToken } from './token.ts';

/** The tokens of a tag: an attribute with its value, a name or attribute without one, white space, anything else. */
const inTag = /([^\s=<>/"']+)(\s*=\s*)("[^"]*"|'[^']*'|[^\s>"']+)|[^\s=<>/"']+|\s+|[\s\S]/g;
const entity = /&(?:#\d+|#x[\da-f]+|[^\s;&<]{1,100});/gi;
/** Predefined entities (XML 1.0 §4.6), and numeric character references. */
const usual = /^&(?:amp|lt|gt|quot|apos|#\d+|#x[\da-f]+);$/i;

/** How much of a line is highlighted, characters: a line may be as long as the body, and each reference a span of its own. */
const mostHighlighted = 20_000;

/** The spans of a well-formed range of an XML text; what is far from its start is one plain span. */
export function xmlSpans(text: string, start: number, end: number): CodeSpan[] {
  const limit = Math.min(end, start + mostHighlighted);
  const spans: CodeSpan[] = [];
  for (let at = start; at < limit; ) {
    const token = xmlToken(text, at);
    if ('offset' in token) return spans.concat({ kind: 'invalid', text: text.slice(at, end) });
    const stop = Math.min(limit, token.end);
    const piece = text.slice(at, stop);
    for (const span of tokenSpans(token.kind, piece, stop === token.end)) spans.push(span);
    at = stop;
  }
  return limit === end ? spans : spans.concat({ kind: 'plain', text: text.slice(limit, end) });
}

function tokenSpans(kind: XmlToken['kind'], piece: string, isWhole: boolean): CodeSpan[] {
  if (kind === 'text') return textSpans(piece);
  if (kind === 'cdata') return isWhole ? cdataSpans(piece) : [{ kind: 'plain', text: piece }];
  if (kind === 'open' || kind === 'close' || kind === 'empty') return tagSpans(piece);
  return [{ kind: kind === 'comment' ? 'comment' : 'literal', text: piece }];
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
  return tail === '' ? spans : spans.concat({ kind: 'punctuation', text: tail });
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
