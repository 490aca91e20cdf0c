'use client';

import { Fragment, type ReactNode, useState } from 'react';
import { drawableEnd } from '#lib/body/drawing.ts';
import { readable } from '#lib/http/byte-string.ts';
import { countWords } from './count-words.ts';
import type { FoundMark } from './use-find.ts';
import { Drawn, EncodingMark } from './visible-text.tsx';
import { longText } from './words.ts';

/** How much is drawn at first, how much more with each click, and how much around a match further on (`drawableEnd`). */
export const firstDrawn = 2000;
export const moreDrawn = 20_000;
const around = 400;
/** What it costs to draw a match, which is an element. */
const markCost = 40;

type Props = {
  text: string;
  /** Where in the row's text this one begins, which the marks count from. */
  at?: number;
  marks?: readonly FoundMark[];
  /** How much is drawn at first. */
  budget?: number;
};

const none: readonly FoundMark[] = [];

/** Text that may be as long as a body: shows its beginning, and more with each click; matches of a search are marked. */
export function LongText({ text, at = 0, marks = none, budget = firstDrawn }: Props) {
  const [clicks, setClicks] = useState(0);
  const own = marks.length === 0 ? none : marksWithin(marks, at, at + text.length);
  const most = budget + clicks * moreDrawn;
  const shown = Math.min(drawableEnd(text, most), own[Math.ceil(most / markCost)]?.from ?? text.length);
  if (text.length === shown) return <Marked text={text} from={0} to={text.length} marks={own} />;
  const showMore = () => setClicks(clicks + 1);
  const far = own.find(({ current, to }) => current && to > shown);
  if (!far) {
    return (
      <>
        <Marked text={text} from={0} to={shown} marks={own} />
        <More count={text.length - shown} onMore={showMore} />
      </>
    );
  }
  const start = Math.max(shown, startNear(text, far.from));
  const end = drawableEnd(text, around, Math.max(start, far.from));
  return (
    <>
      <Marked text={text} from={0} to={shown} marks={own} />
      <More count={start - shown} onMore={showMore} />
      <Marked text={text} from={start} to={end} marks={own} />
      <More count={text.length - end} onMore={showMore} />
    </>
  );
}

/** A byte string (a header, a request target) that may be long, and the encoding in which other bytes than ASCII are read. */
export function LongWire({ bytes }: { bytes: string }) {
  return (
    <>
      <LongText text={readable(bytes)} />
      <EncodingMark bytes={bytes} />
    </>
  );
}

/** Where to begin to draw what is before a match; never within a surrogate pair. */
function startNear(text: string, match: number): number {
  for (let start = Math.max(0, match - around); ; start = Math.floor((start + match + 1) / 2)) {
    const isWhole = (text.codePointAt(start - 1) ?? 0) <= 0xffff;
    if (start >= match || (isWhole && drawableEnd(text, around, start) >= match)) return start;
  }
}

/** Shows more of a text; nothing when there is no more. */
export function More({ count, onMore }: { count: number; onMore: () => void }) {
  if (count === 0) return null;
  return (
    <button
      type="button"
      className="mx-1 rounded-mark bg-hover px-1 font-sans text-quiet text-small hover:text-ink touch-area"
      onClick={onMore}
    >
      {longText.showMore(countWords(count))}
    </button>
  );
}

function marksWithin(marks: readonly FoundMark[], from: number, to: number): FoundMark[] {
  return marks
    .filter((mark) => mark.from < to && mark.to > from)
    .map(({ current, ...mark }) => ({
      from: Math.max(0, mark.from - from),
      to: Math.min(to, mark.to) - from,
      current,
    }));
}

type MarkedProps = { text: string; from: number; to: number; marks: readonly FoundMark[] };

/** A stretch of a text with its marks. */
function Marked({ text, from, to, marks }: MarkedProps) {
  if (marks.length === 0) return <Drawn text={text.slice(from, to)} />;
  const pieces: ReactNode[] = [];
  let at = from;
  const add = (piece: ReactNode) => pieces.push(<Fragment key={pieces.length}>{piece}</Fragment>);
  for (const mark of marks) {
    if (mark.from >= to || mark.to <= at) continue;
    const start = Math.max(at, mark.from);
    const end = Math.min(to, mark.to);
    if (start > at) add(<Drawn text={text.slice(at, start)} />);
    add(<Found text={text.slice(start, end)} current={mark.current} />);
    at = end;
  }
  if (at < to) add(<Drawn text={text.slice(at, to)} />);
  return pieces;
}

/** A match of a search; the current one scrolls into view. */
function Found({ text, current }: { text: string; current: boolean }) {
  return (
    <mark
      ref={(mark) => {
        if (current) mark?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
      }}
      data-current={current || undefined}
      className={
        current
          ? 'scroll-m-8 rounded-mark bg-accent text-on-accent'
          : 'rounded-mark bg-accent-tint text-ink outline outline-edge'
      }
    >
      <Drawn text={text} />
    </mark>
  );
}
