'use client';

import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';
import { shortClockWords } from '#components/frame/time-words.ts';
import { classNames } from '#components/ui/class-names.ts';
import { renderByIndex } from '#components/ui/render-by-index.tsx';
import { type Bars, describeBucket, shareAt, timeRangeOf } from './buckets.ts';
import type { TimeRange } from './time-range-filter.ts';
import { fillOf } from './timeline-colors.ts';
import { timelineChart } from './words.ts';

const height = 44;
/** The height of a bucket with one request beside one with thousands, pixels. */
const minHeight = 2;

/** A bucket that is looked at, and the range from where the selection began to it. */
export type Looked = { readonly bucket: number; readonly selected: TimeRange | null };

type Props = {
  bars: Bars;
  width: number;
  /** The time range of the filter. */
  brushed: TimeRange | null;
  onBrush: (stretch: TimeRange | null) => void;
  /** The bucket under the pointer or the cursor, or the range that is being selected; null for none. */
  onLook: (looked: Looked | null) => void;
};

/** The bars. Select a range by dragging, or with Shift and the arrow keys. */
export function Chart({ bars, width, brushed, onBrush, onLook }: Props) {
  const frame = useRef<HTMLDivElement>(null);
  const [cursor, setCursor] = useState<number | null>(null);
  /** Where the selection began. */
  const [anchor, setAnchor] = useState<number | null>(null);
  const { totals, parts } = bars;
  const step = width / totals.length;
  const most = Math.max(1, ...totals);
  const xOf = (time: number) => shareAt(bars, time) * width;
  const shown = anchor !== null && cursor !== null ? timeRangeOf(bars, anchor, cursor) : brushed;

  /** Buckets outside the selection are faded. */
  const isOutside = (bucket: number) => {
    const time = bars.from + bucket * bars.bucketMs;
    return shown !== null && (time + bars.bucketMs <= shown.from || time >= shown.to);
  };

  function look(bucket: number | null, begun = anchor): void {
    setCursor(bucket);
    onLook(
      bucket === null ? null : { bucket, selected: begun === null ? null : timeRangeOf(bars, begun, bucket) },
    );
  }

  function bucketAt(event: PointerEvent): number {
    const { left } = frame.current!.getBoundingClientRect();
    return Math.min(totals.length - 1, Math.max(0, Math.floor((event.clientX - left) / step)));
  }

  function brush(): void {
    if (cursor === null) return;
    onBrush(timeRangeOf(bars, anchor ?? cursor, cursor));
    setAnchor(null);
    // The label shows the range that is filtered now, until another bucket is looked at.
    onLook(null);
  }

  function onKeyDown(event: KeyboardEvent): void {
    const at = cursor ?? totals.length - 1;
    const next = {
      ArrowLeft: at - (cursor === null ? 0 : 1),
      ArrowRight: at + 1,
      Home: 0,
      End: totals.length - 1,
    }[event.key];
    if (next !== undefined) {
      const begun = event.shiftKey ? (anchor ?? at) : null;
      setAnchor(begun);
      look(Math.min(totals.length - 1, Math.max(0, next)), begun);
    } else if (event.key === 'Enter' || event.key === ' ') brush();
    else if (event.key === 'Escape' && (cursor !== null || brushed)) {
      if (anchor === null && brushed) onBrush(null);
      setAnchor(null);
      look(null);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  const clock = (bucket: number) => shortClockWords(bars.from + bucket * bars.bucketMs, bars.bucketMs);
  const at = cursor ?? totals.length - 1;
  const valueText = `${clock(at)}, ${describeBucket(bars, at)}`;
  return (
    <div
      ref={frame}
      role="slider"
      tabIndex={0}
      aria-label={timelineChart.label}
      aria-valuemin={0}
      aria-valuemax={totals.length - 1}
      aria-valuenow={at}
      aria-valuetext={
        anchor === null || cursor === null
          ? valueText
          : timelineChart.selectedFrom(valueText, clock(Math.min(anchor, cursor)))
      }
      style={{ width, height }}
      onKeyDown={onKeyDown}
      onBlur={() => {
        setAnchor(null);
        look(null);
      }}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        frame.current?.setPointerCapture(event.pointerId);
        setAnchor(bucketAt(event));
        look(bucketAt(event), bucketAt(event));
      }}
      onPointerMove={(event) => bucketAt(event) !== cursor && look(bucketAt(event))}
      onPointerUp={() => anchor !== null && brush()}
      onPointerCancel={() => setAnchor(null)}
      onPointerLeave={() => anchor === null && look(null)}
      onDoubleClick={() => onBrush(null)}
      className="block cursor-crosshair touch-pan-y select-none rounded-mark"
    >
      <svg width={width} height={height} aria-hidden className="block overflow-visible">
        <defs>
          <pattern
            id="hatch"
            width="4"
            height="4"
            patternUnits="userSpaceOnUse"
            patternTransform="rotate(45)"
          >
            <rect width="4" height="4" className="fill-careful-tint" />
            <rect width="2.4" height="4" className="fill-careful" />
          </pattern>
        </defs>
        {shown && (
          <rect
            x={xOf(shown.from)}
            width={Math.max(1, xOf(shown.to) - xOf(shown.from))}
            height={height}
            className="fill-accent-tint stroke-accent/40"
          />
        )}
        {cursor !== null && <rect x={cursor * step} width={step} height={height} className="fill-ink/8" />}
        <line x1={0} x2={width} y1={height - 0.5} y2={height - 0.5} className="stroke-line" />
        {renderByIndex(totals, (total, bucket) => {
          if (total === 0) return null;
          const tall = Math.max(minHeight, Math.round((total / most) * (height - 2)));
          let bottom = height;
          return (
            <g opacity={isOutside(bucket) ? 0.35 : undefined}>
              {parts.map(({ name, counts }) => {
                const count = counts[bucket]!;
                if (count === 0) return null;
                const part = Math.max(1, (count / total) * tall);
                bottom -= part;
                return (
                  <rect
                    key={name}
                    x={bucket * step + 0.5}
                    width={Math.max(1, step - 1.5)}
                    y={bottom}
                    height={part}
                    className={classNames(fillOf(name))}
                  />
                );
              })}
            </g>
          );
        })}
      </svg>
    </div>
  );
}
