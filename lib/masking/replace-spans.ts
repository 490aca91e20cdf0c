import type { Span } from './span.ts';

/** Replaces spans of a text; `count` is their number after overlapping spans are merged. */
export function replaceSpans(text: string, spans: readonly Span[]): { text: string; count: number } {
  const merged = merge(spans);
  if (merged.length === 0) return { text, count: 0 };
  const pieces: string[] = [];
  let at = 0;
  for (const { start, end, replacement = '[redacted]' } of merged) {
    pieces.push(text.slice(at, start), replacement);
    at = end;
  }
  pieces.push(text.slice(at));
  return { text: pieces.join(''), count: merged.length };
}

function merge(spans: readonly Span[]): Span[] {
  const merged: Span[] = [];
  for (const span of spans.toSorted((a, b) => a.start - b.start)) {
    const last = merged.at(-1);
    if (last === undefined || span.start >= last.end) merged.push(span);
    else {
      const replacement = last.replacement ?? span.replacement;
      merged[merged.length - 1] = { start: last.start, end: Math.max(last.end, span.end), replacement };
    }
  }
  return merged;
}
