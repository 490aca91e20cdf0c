import { useState } from 'react';
import type { CodeSpan } from '#lib/body/code-line.ts';
import { firstDrawn, LongText, More, moreDrawn } from './long-text.tsx';
import { renderByIndex } from './render-by-index.tsx';
import type { FoundMark } from './use-find.ts';

const colors: Record<CodeSpan['kind'], string | undefined> = {
  key: 'text-json-key',
  string: 'text-json-string',
  number: 'text-json-number',
  literal: 'text-json-literal',
  comment: 'text-quiet italic',
  quiet: 'text-quiet',
  invalid: 'bg-bad-tint text-bad',
  plain: undefined,
  punctuation: undefined,
  space: undefined,
};

/** What it costs to draw a span, in Latin letters, and how much is drawn of a line at first: a line has long values and what is around them. */
const spanCost = 30;
const firstOfLine = 2 * firstDrawn;

type Props = { spans: readonly CodeSpan[]; marks?: readonly FoundMark[] };

type PlacedSpan = { readonly span: CodeSpan; readonly at: number };

/** A line of highlighted code. Shows its beginning, the current match, and more with each click: it may be as long as a body. */
export function Spans({ spans, marks }: Props) {
  const [clicks, setClicks] = useState(0);
  const { shown, end, length } = beginning(spans, firstOfLine + clicks * moreDrawn);
  const showMore = () => setClicks(clicks + 1);
  const current = end < length && marks?.find((mark) => mark.current && mark.to > end);
  const far = current ? spanAt(spans, Math.max(end, current.from)) : null;
  const farEnd = far && far.at + far.span.text.length;
  return (
    <>
      <Shown spans={shown} marks={marks} />
      <More count={(far?.at ?? length) - end} onMore={showMore} />
      {far && farEnd !== null && (
        <>
          <Shown spans={[far]} marks={marks} />
          <More count={length - farEnd} onMore={showMore} />
        </>
      )}
    </>
  );
}

function Shown({ spans, marks }: { spans: readonly PlacedSpan[]; marks?: readonly FoundMark[] }) {
  return renderByIndex(spans, ({ span, at }) => (
    <span className={colors[span.kind]}>
      <LongText text={span.text} at={at} marks={marks} />
    </span>
  ));
}

/** The first spans of a line, for a limited cost, where they end, and the length of the line. */
function beginning(
  spans: readonly CodeSpan[],
  budget: number,
): { shown: PlacedSpan[]; end: number; length: number } {
  const shown: PlacedSpan[] = [];
  let left = budget;
  let end = 0;
  let length = 0;
  for (const span of spans) {
    if (left > 0) {
      shown.push({ span, at: length });
      end = length + span.text.length;
    }
    left -= spanCost + Math.min(span.text.length, firstDrawn);
    length += span.text.length;
  }
  return { shown, end, length };
}

/** The span that contains an offset of the line. */
function spanAt(spans: readonly CodeSpan[], offset: number): PlacedSpan | null {
  let at = 0;
  for (const span of spans) {
    if (offset < at + span.text.length) return { span, at };
    at += span.text.length;
  }
  return null;
}
