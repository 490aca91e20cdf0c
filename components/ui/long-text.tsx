'use client';

import { Fragment, type ReactNode, useState } from 'react';
import { countWords } from './count-words.ts';
import type { FoundMark } from './use-find.ts';
import { Visible } from './visible-text.tsx';
import { longText } from './words.ts';

/** How many characters are shown at first, and how many more with each click. */
const first = 2000;
const more = 20_000;
/** How many characters are shown around a match further on. */
const around = 200;

type Props = {
  text: string;
  /** Where in the row's text this one begins, which the marks count from. */
  at?: number;
  marks?: readonly FoundMark[];
};

const none: readonly FoundMark[] = [];

/** Text that may be as long as a body: shows its beginning, and more with each click; matches of a search are marked. */
export function LongText({ text, at = 0, marks = none }: Props) {
  const [shown, setShown] = useState(first);
  const own = marks.length === 0 ? none : marksWithin(marks, at, at + text.length);
  if (text.length <= shown) return <Marked text={text} from={0} to={text.length} marks={own} />;
  const far = own.find(({ current, to }) => current && to > shown);
  const start = far && Math.max(shown, far.from - around);
  const end = far && Math.min(text.length, far.to + around);
  return (
    <>
      <Marked text={text} from={0} to={shown} marks={own} />
      {start === undefined || end === undefined ? (
        <More count={text.length - shown} onMore={() => setShown(shown + more)} />
      ) : (
        <>
          <More count={start - shown} onMore={() => setShown(shown + more)} />
          <Marked text={text} from={start} to={end} marks={own} />
          <More count={text.length - end} onMore={() => setShown(shown + more)} />
        </>
      )}
    </>
  );
}

function More({ count, onMore }: { count: number; onMore: () => void }) {
  if (count === 0) return null;
  return (
    <button
      type="button"
      className="mx-1 rounded-mark bg-hover px-1 font-sans text-quiet text-small hover:text-ink"
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
  if (marks.length === 0) return <Visible text={text.slice(from, to)} />;
  const pieces: ReactNode[] = [];
  let at = from;
  const add = (piece: ReactNode) => pieces.push(<Fragment key={pieces.length}>{piece}</Fragment>);
  for (const mark of marks) {
    if (mark.from >= to || mark.to <= at) continue;
    const start = Math.max(at, mark.from);
    const end = Math.min(to, mark.to);
    if (start > at) add(<Visible text={text.slice(at, start)} />);
    add(<Found text={text.slice(start, end)} current={mark.current} />);
    at = end;
  }
  if (at < to) add(<Visible text={text.slice(at, to)} />);
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
      <Visible text={text} />
    </mark>
  );
}
