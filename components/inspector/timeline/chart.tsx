'use client';

import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';
import { shortClockWords } from '#components/frame/time-words.ts';
import { classNames } from '#components/ui/class-names.ts';
import { type Bars, bucketInWords, type Stretch, stretchOf } from './bars.ts';
import { partFill } from './part-fill.ts';

const height = 44;
/** A bucket with one request must be seen beside one with thousands, pixels. */
const least = 2;

type Props = {
  bars: Bars;
  width: number;
  /** What the filter asks for. */
  brushed: Stretch | null;
  onBrush: (stretch: Stretch | null) => void;
  /** The bucket that is looked at; null for none. */
  onLook: (bucket: number | null) => void;
};

/** The bars, to be brushed with a pointer, or with the arrow keys and Shift. */
export function Chart({ bars, width, brushed, onBrush, onLook }: Props) {
  const frame = useRef<HTMLDivElement>(null);
  const [cursor, setCursor] = useState<number | null>(null);
  /** Where a brush began. */
  const [anchor, setAnchor] = useState<number | null>(null);
  const { totals, parts } = bars;
  const step = width / totals.length;
  const most = Math.max(1, ...totals);
  const xOf = (time: number) => Math.min(width, Math.max(0, ((time - bars.from) / bars.bucketMs) * step));
  const shown = anchor !== null && cursor !== null ? stretchOf(bars, anchor, cursor) : brushed;

  /** What is brushed stands out by what is not. */
  const isOutside = (bucket: number) => {
    const time = bars.from + bucket * bars.bucketMs;
    return shown !== null && (time + bars.bucketMs <= shown.from || time >= shown.to);
  };

  function look(bucket: number | null): void {
    setCursor(bucket);
    onLook(bucket);
  }

  function bucketAt(event: PointerEvent): number {
    const { left } = frame.current!.getBoundingClientRect();
    return Math.min(totals.length - 1, Math.max(0, Math.floor((event.clientX - left) / step)));
  }

  function brush(): void {
    if (cursor === null) return;
    onBrush(stretchOf(bars, anchor ?? cursor, cursor));
    setAnchor(null);
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
      if (event.shiftKey) setAnchor(anchor ?? at);
      else setAnchor(null);
      look(Math.min(totals.length - 1, Math.max(0, next)));
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
  return (
    <div
      ref={frame}
      role="slider"
      tabIndex={0}
      aria-label="Requests over time: arrow keys move, with Shift they select, Enter filters"
      aria-valuemin={0}
      aria-valuemax={totals.length - 1}
      aria-valuenow={at}
      aria-valuetext={`${clock(at)}, ${bucketInWords(bars, at)}${anchor === null || cursor === null ? '' : `, selected from ${clock(Math.min(anchor, cursor))}`}`}
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
        look(bucketAt(event));
      }}
      onPointerMove={(event) => look(bucketAt(event))}
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
        {totals.map((total, bucket) => {
          if (total === 0) return null;
          const tall = Math.max(least, Math.round((total / most) * (height - 2)));
          let bottom = height;
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: buckets stand where they are.
            <g key={bucket} opacity={isOutside(bucket) ? 0.35 : undefined}>
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
                    className={classNames(partFill(name))}
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
