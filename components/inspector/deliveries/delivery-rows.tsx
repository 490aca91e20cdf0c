'use client';

import { useMemo } from 'react';
import { Time } from '#components/frame/time.tsx';
import { methodColor } from '#components/request/method-color.ts';
import { classNames } from '#components/ui/class-names.ts';
import { Wire } from '#components/ui/visible-text.tsx';
import type { DeliverySummary } from '#lib/model/delivery-json.ts';
import { useInspection } from '../context/inspection.tsx';
import { destinationName } from '../destination/destination-name.ts';
import { AttemptLane, LaneHeading } from './attempt-lane.tsx';
import { outcomeOf } from './outcome.ts';
import { sourceWords } from './source-words.ts';
import { type PlacedAttempt, placedAttempts, type TimeAxis, timeAxis } from './time-axis.ts';
import { deliveryList as words } from './words.ts';

type Props = {
  rows: readonly DeliverySummary[];
  onOpen: (id: string) => void;
  /** Whether what a delivery was made from is said; not where all are replays of one request. */
  hasSource?: boolean;
};

const columns =
  'grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 wide:grid-cols-[minmax(0,1fr)_minmax(7rem,12rem)_10rem_3.5rem]';

/** Deliveries, one a row, with their attempts on a common axis of time. */
export function DeliveryRows({ rows, onOpen, hasSource = true }: Props) {
  const placed = useMemo(() => rows.map((row) => placedAttempts(row, Date.now())), [rows]);
  const axis = useMemo(() => timeAxis(placed), [placed]);
  return (
    <>
      <div className={classNames(columns, 'px-2 pb-1 max-wide:hidden')}>
        <span />
        <LaneHeading axis={axis} />
      </div>
      <ul aria-label={words.label}>
        {rows.map((row, index) => (
          <li key={row.id} className="border-faint border-b last:border-b-0">
            <Row row={row} placed={placed[index]!} axis={axis} hasSource={hasSource} onOpen={onOpen} />
          </li>
        ))}
      </ul>
    </>
  );
}

type RowProps = {
  row: DeliverySummary;
  placed: readonly PlacedAttempt[];
  axis: TimeAxis;
  hasSource: boolean;
  onOpen: (id: string) => void;
};

function Row({ row, placed, axis, hasSource, onOpen }: RowProps) {
  const { bin } = useInspection();
  const outcome = outcomeOf(row);
  const facts = [
    destinationName(row.destination, bin.slug),
    ...(hasSource ? [sourceWords(row.source)] : []),
    ...(row.replayId !== null && hasSource ? [words.bulk] : []),
    ...(row.attempts.length > 1 ? [words.attempts(row.attempts.length)] : []),
  ];
  return (
    <button
      type="button"
      data-opens={row.id}
      onClick={() => onOpen(row.id)}
      className={classNames(
        columns,
        'min-h-10 w-full items-center rounded-control px-2 py-1 text-left -outline-offset-2 hover:bg-hover',
      )}
    >
      <span className="min-w-0">
        <span className="flex min-w-0 gap-2 wire">
          <span className={classNames('shrink-0 font-medium', methodColor(row.method))}>{row.method}</span>
          <span className="truncate">
            <Wire bytes={row.target} />
          </span>
        </span>
        <span className="block truncate text-quiet text-small">{facts.join(' · ')}</span>
      </span>
      <span className="max-wide:hidden">
        <AttemptLane delivery={row} placed={placed} axis={axis} />
      </span>
      <span className={classNames('min-w-0 max-w-40 text-right tabular-nums', outcome.color)}>
        <span className="block">{outcome.words}</span>
        {outcome.time && <span className="block text-quiet text-small">{outcome.time}</span>}
      </span>
      <span className="text-right text-quiet text-small tabular-nums max-wide:hidden">
        <Time iso={row.createdAt} style="age" />
      </span>
      {outcome.reason !== null && (
        <span className="col-span-full pb-0.5 text-bad text-small [overflow-wrap:anywhere]">
          {outcome.reason}
        </span>
      )}
    </button>
  );
}
