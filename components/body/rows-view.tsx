'use client';

import { useVirtualizer } from '@tanstack/react-virtual';
import {
  type CSSProperties,
  type HTMLAttributes,
  type ReactNode,
  type RefObject,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { useIsMarking } from '#components/ui/use-find.ts';
import { narrowScreen, useMedia } from '#components/ui/use-media.ts';
import { pageScroller, useRowWindow } from '#components/ui/use-row-window.ts';
import { rowsView as words } from './words.ts';

type Props = {
  /** The accessible name of the rows. */
  label: string;
  count: number;
  /** Wraps long lines. Only for bodies small enough to measure every row. */
  wrap: boolean;
  row: (index: number) => ReactNode;
  /** The row to start at, for rows that wrap. */
  start?: number;
  /** The row to scroll to. */
  target?: Target | null;
  /** ARIA attributes of each row. */
  rowProps?: (index: number) => HTMLAttributes<HTMLElement>;
  /** Makes the rows a tree, which takes the focus. */
  treeProps?: HTMLAttributes<HTMLElement>;
  /** Makes the rows a table; `head` is the row of column headers. */
  tableProps?: HTMLAttributes<HTMLElement>;
  head?: ReactNode;
};

/** A row to scroll to. `turn` changes with every request, so that scrolling to the same row again has an effect. */
export type Target = { readonly row: number; readonly turn: number | string };

/** The height of a row of one line, pixels. */
const rowHeight = 20;
/** Browsers position elements with 24 bits, so rows beyond 16 million pixels would be misplaced. */
const mostRows = 800_000;
/** Up to this many rows are all rendered, so that the browser's own find and selection work; fewer while matches are marked in them. */
const fewRows = 300;
const overscan = 10;

/** Rows of a body; only visible ones are rendered. On a phone they scroll with the page. */
export function RowsView({ wrap, ...props }: Props) {
  const inPage = useMedia(narrowScreen);
  const Rows = wrap ? MeasuredRows : EqualRows;
  return <Rows key={String(inPage)} {...props} inPage={inPage} />;
}

type RowsProps = Omit<Props, 'wrap'> & { inPage: boolean };

function MeasuredRows({ label, count, row, start, target, rowProps, treeProps, inPage }: RowsProps) {
  const view = useRef<HTMLDivElement>(null);
  const margin = useMargin(view, inPage);
  const isMarking = useIsMarking();
  const list = useVirtualizer({
    count,
    getScrollElement: () => view.current && (inPage ? pageScroller(view.current) : view.current),
    estimateSize: () => rowHeight,
    overscan: count <= fewRows && !isMarking ? fewRows : overscan,
    initialRect: { width: 800, height: 800 },
    scrollMargin: margin,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: only once.
  useLayoutEffect(() => {
    if (start !== undefined) list.scrollToIndex(start, { align: 'center' });
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever a row is requested.
  useLayoutEffect(() => {
    const box = view.current && (inPage ? pageScroller(view.current) : view.current);
    if (!target || !box) return;
    const item = list.measurementsCache[target.row];
    if (!item || !isInSight(box, item.start, item.end)) list.scrollToIndex(target.row, { align: 'center' });
  }, [target?.turn]);
  return (
    <View label={label} count={count} view={view} treeProps={treeProps}>
      <div style={{ height: list.getTotalSize() }} className="relative">
        {list.getVirtualItems().map((item) => (
          <div
            key={item.key}
            ref={list.measureElement}
            data-index={item.index}
            {...rowProps?.(item.index)}
            style={{ transform: `translateY(${item.start - margin}px)` }}
            className="absolute inset-x-0 top-0 whitespace-pre-wrap [overflow-wrap:anywhere]"
          >
            {row(item.index)}
          </div>
        ))}
      </div>
    </View>
  );
}

/** The offset of a view from the top of its page, pixels; 0 when it scrolls by itself. */
function useMargin(view: RefObject<HTMLElement | null>, inPage: boolean): number {
  const [margin, setMargin] = useState(0);
  // After every rendering: the content above may have grown.
  useLayoutEffect(() => {
    if (!view.current || !inPage) return;
    const page = pageScroller(view.current);
    const distance = view.current.getBoundingClientRect().top - page.getBoundingClientRect().top;
    setMargin(Math.round(distance + page.scrollTop));
  });
  return margin;
}

/** Whether the range from `top` to `bottom` of a scrolled box is visible, at least one line from its edges. */
function isInSight(box: HTMLElement, top: number, bottom: number): boolean {
  return top >= box.scrollTop + rowHeight && bottom <= box.scrollTop + box.clientHeight - rowHeight;
}

function EqualRows(props: RowsProps) {
  const { label, count, row, target, rowProps, treeProps, tableProps, head, inPage } = props;
  const shown = Math.min(count, mostRows);
  const view = useRowWindow(shown, rowHeight, { overscan: 20, inPage });
  const margin = useMargin(view.scroller, inPage);
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever a row is requested.
  useLayoutEffect(() => {
    const element = view.scroller.current;
    if (!target || !element) return;
    const box = inPage ? pageScroller(element) : element;
    const top = margin + target.row * rowHeight;
    if (isInSight(box, top, top + rowHeight)) return;
    const above = Math.max(0, top - box.clientHeight / 2);
    if (inPage) box.scrollTo({ top: above });
    else view.scrollTo(above);
  }, [target?.turn]);
  const rows = [];
  for (let index = view.first; index < view.end; index++) {
    rows.push(
      <div
        key={index}
        {...rowProps?.(index)}
        style={{ height: rowHeight, transform: `translateY(${index * rowHeight}px)` }}
        className="absolute top-0 left-0 w-max min-w-full overflow-hidden whitespace-pre"
      >
        {row(index)}
      </div>,
    );
  }
  return (
    <View label={label} count={shown} view={view.scroller} treeProps={treeProps} tableProps={tableProps}>
      {head && <div className="z-1 w-max min-w-full bg-ground wide:sticky wide:-top-2">{head}</div>}
      <div style={{ height: shown * rowHeight }} className="relative">
        {rows}
      </div>
      {count > shown && <p className="px-5 py-3 font-sans text-quiet">{words.limited(shown, count)}</p>}
    </View>
  );
}

type ViewProps = {
  label: string;
  count: number;
  view: RefObject<HTMLDivElement | null>;
  treeProps?: HTMLAttributes<HTMLElement>;
  tableProps?: HTMLAttributes<HTMLElement>;
  children: ReactNode;
};

const viewClasses = 'relative shrink-0 py-2 leading-5 scrolls wire wide:min-h-0 wide:flex-1';
const focusClasses = 'focus-visible:-outline-offset-2 focus-visible:outline-1';

function View({ label, count, view, treeProps, tableProps, children }: ViewProps) {
  if (treeProps) {
    return (
      <section ref={view} aria-label={label} style={digits(count)} className={viewClasses}>
        <div
          {...treeProps}
          role="tree"
          aria-label={label}
          data-rows
          tabIndex={0}
          // The selected row shows the focus.
          className="min-h-full outline-none"
        >
          {children}
        </div>
      </section>
    );
  }
  return (
    <section
      ref={view}
      aria-label={label}
      data-rows
      style={digits(count)}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it.
      tabIndex={0}
      className={`${viewClasses} ${focusClasses}`}
    >
      {tableProps ? <div {...tableProps}>{children}</div> : children}
    </section>
  );
}

/** The width of the highest line number, for `Row`. */
function digits(count: number): CSSProperties {
  return { '--digits': `${String(count).length}ch` } as CSSProperties;
}
