'use client';

import { Fragment, type ReactNode, useEffect, useRef, useState } from 'react';

/** How many rows are drawn or left out together. */
const rowsTogether = 25;
/** Up to this many rows are all drawn, so that the browser's own search finds them. */
const fewRows = 4 * rowsTogether;

type Props<Item> = {
  items: readonly Item[];
  /** How high a row usually is, pixels. */
  rowHeight: number;
  /** The element around rows that follow each other, such as a list; a long list has several. */
  around: (rows: ReactNode) => ReactNode;
  row: (item: Item, index: number) => ReactNode;
  /** What a row is known by; its place, unless rows move. */
  keyOf?: (item: Item) => number;
  /** Whether a line is below each row but the last of the element around it. */
  isDivided?: boolean;
  /** The index of a row that is drawn wherever it is: it may scroll itself into view. */
  needed?: number | null;
};

/**
 * Rows of any height in a part of the page that scrolls: of a long list, only those near the ones in view are drawn.
 */
export function LongList<Item>({
  items,
  rowHeight,
  around,
  row,
  keyOf,
  isDivided = false,
  needed = null,
}: Props<Item>) {
  const all = (from: number, to: number) =>
    around(
      items
        .slice(from, to)
        .map((item, place) => (
          <Fragment key={keyOf ? keyOf(item) : from + place}>{row(item, from + place)}</Fragment>
        )),
    );
  if (items.length <= fewRows) return all(0, items.length);
  return (
    <LongRows count={items.length} rowHeight={rowHeight} rows={all} isDivided={isDivided} needed={needed} />
  );
}

type LongRowsProps = {
  count: number;
  rowHeight: number;
  rows: (from: number, to: number) => ReactNode;
  isDivided: boolean;
  needed: number | null;
};

function LongRows({ count, rowHeight, rows, isDivided, needed }: LongRowsProps) {
  const box = useRef<HTMLDivElement>(null);
  const heights = useRef(new Map<number, number>());
  const [inView, setInView] = useState<ReadonlySet<number>>(new Set([0]));
  const [focused, setFocused] = useState<number | null>(null);
  const groups = Math.ceil(count / rowsTogether);

  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever there are other elements.
  useEffect(() => {
    const observer = new IntersectionObserver((entries) => {
      for (const { target, boundingClientRect } of entries) {
        if (target.childElementCount > 0) heights.current.set(groupOf(target), boundingClientRect.height);
      }
      setInView((old) => {
        const now = new Set(old);
        for (const { target, isIntersecting } of entries) {
          if (isIntersecting) now.add(groupOf(target));
          else now.delete(groupOf(target));
        }
        return now;
      });
    });
    for (const group of box.current?.children ?? []) observer.observe(group);
    return () => observer.disconnect();
  }, [groups]);

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only sees that the focus moves: what has it stays drawn, wherever it is.
    <div
      ref={box}
      onFocus={({ target }) => setFocused(groupOf(target.closest('[data-group]')!))}
      onBlur={() => setFocused(null)}
    >
      {Array.from({ length: groups }, (_, group) => {
        const from = group * rowsTogether;
        const to = Math.min(count, from + rowsTogether);
        // Those beside are drawn too, so that scrolling and the Tab key find them.
        const isDrawn =
          group === focused ||
          [group - 1, group, group + 1].some((near) => inView.has(near)) ||
          (needed !== null && needed >= from && needed < to);
        const height = heights.current.get(group) ?? (to - from) * rowHeight;
        return (
          <div
            // biome-ignore lint/suspicious/noArrayIndexKey: groups have no identity but their place.
            key={group}
            data-group={group}
            style={isDrawn ? undefined : { height }}
            className={isDivided ? 'border-faint border-b last:border-b-0' : undefined}
          >
            {isDrawn && rows(from, to)}
          </div>
        );
      })}
    </div>
  );
}

function groupOf(element: Element): number {
  return Number(element.getAttribute('data-group'));
}
