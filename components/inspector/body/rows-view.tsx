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
import { countWords } from '#components/frame/count-words.ts';
import { narrowScreen, useMedia } from '#components/ui/use-media.ts';
import { pageScroller, useWindow } from '../list/use-window.ts';

type Props = {
  /** What the rows are, for those who do not see them. */
  label: string;
  count: number;
  /** Lines too long for the view go on below; only for bodies of which every row may be measured. */
  wrap: boolean;
  row: (index: number) => ReactNode;
  /** The row to begin at, of rows that wrap: where somebody was before. */
  start?: number;
  /** The row that somebody wants to see. */
  target?: Target | null;
  /** For rows that are more to assistive technology than lines. */
  rowProps?: (index: number) => HTMLAttributes<HTMLElement>;
  /** For rows that are a tree, which has the focus. */
  treeProps?: HTMLAttributes<HTMLElement>;
  /** For rows that are a table, and what heads its columns. */
  tableProps?: HTMLAttributes<HTMLElement>;
  head?: ReactNode;
};

/** `turn` is another one at every wish, so that the same row counts again. */
export type Target = { readonly row: number; readonly turn: number | string };

/** The height of a row that is one line, pixels. */
const rowHeight = 20;
/** Browsers place things with 24 bits: rows further down than 16 million pixels would not stand where they should. */
const mostRows = 800_000;
/** Up to this many rows all are there, so that the browser's own search and selection find them. */
const fewRows = 300;

/** Rows of a body, of which only those that can be seen are drawn. On a phone they scroll with the page they are in. */
export function RowsView({ wrap, ...props }: Props) {
  const inPage = useMedia(narrowScreen);
  const Rows = wrap ? MeasuredRows : EqualRows;
  return <Rows key={String(inPage)} {...props} inPage={inPage} />;
}

type RowsProps = Omit<Props, 'wrap'> & { inPage: boolean };

function MeasuredRows({ label, count, row, start, target, rowProps, treeProps, inPage }: RowsProps) {
  const view = useRef<HTMLDivElement>(null);
  const margin = useMargin(view, inPage);
  const list = useVirtualizer({
    count,
    getScrollElement: () => view.current && (inPage ? pageScroller(view.current) : view.current),
    estimateSize: () => rowHeight,
    overscan: count <= fewRows ? fewRows : 20,
    initialRect: { width: 800, height: 800 },
    scrollMargin: margin,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: once; from then on the reader scrolls.
  useLayoutEffect(() => {
    if (start !== undefined) list.scrollToIndex(start, { align: 'center' });
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: at every wish.
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

/** How far down in its page a view begins, pixels; 0 when it scrolls by itself. */
function useMargin(view: RefObject<HTMLElement | null>, inPage: boolean): number {
  const [margin, setMargin] = useState(0);
  // At every drawing: what stands above may have grown.
  useLayoutEffect(() => {
    if (!view.current || !inPage) return;
    const page = pageScroller(view.current);
    const distance = view.current.getBoundingClientRect().top - page.getBoundingClientRect().top;
    setMargin(Math.round(distance + page.scrollTop));
  });
  return margin;
}

/** Whether what is between two places of a scrolled box can be seen, but for a line at its edges. */
function isInSight(box: HTMLElement, top: number, bottom: number): boolean {
  return top >= box.scrollTop + rowHeight && bottom <= box.scrollTop + box.clientHeight - rowHeight;
}

function EqualRows(props: RowsProps) {
  const { label, count, row, target, rowProps, treeProps, tableProps, head, inPage } = props;
  const shown = Math.min(count, mostRows);
  const view = useWindow(shown, rowHeight, { overscan: 20, inPage });
  const margin = useMargin(view.scroller, inPage);
  // biome-ignore lint/correctness/useExhaustiveDependencies: at every wish.
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
      {count > shown && (
        <p className="px-5 py-3 font-sans text-quiet">
          A page can show {countWords(shown)} of the {countWords(count)} lines. Download the body for the
          rest.
        </p>
      )}
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
          // The chosen row shows where the focus is.
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
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
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
