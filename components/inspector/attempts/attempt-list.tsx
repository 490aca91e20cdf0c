'use client';

import { spanWords } from '#components/frame/span-words.ts';
import { Time } from '#components/frame/time.tsx';
import { statusColor } from '#components/request/method-color.ts';
import { classNames } from '#components/ui/class-names.ts';
import { LongList } from '#components/ui/long-list.tsx';
import type { Attempt } from '#lib/attempts/attempt-series.ts';
import { faultName } from '#lib/reply/fault-names.ts';
import { attemptList as words } from './words.ts';

type Props = {
  attempts: readonly Attempt[];
  /** The seq of the shown request. */
  current?: number;
  onChoose: (seq: number) => void;
};

/** Attempts one below the other, each with a bar for the gap before it, which makes the backoff visible. */
export function AttemptList({ attempts, current, onChoose }: Props) {
  const longest = attempts.reduce((most, { gap }) => Math.max(most, gap ?? 0), 1);
  return (
    <LongList
      items={attempts}
      isDivided
      rowHeight={32}
      needed={current === undefined ? null : attempts.findIndex(({ seq }) => seq === current)}
      around={(rows) => <ol className="max-w-180">{rows}</ol>}
      row={({ seq, receivedAt, gap, status, fault, complete, waited, sameBody }, index) => (
        <li className="border-faint border-b last:border-b-0">
          <button
            type="button"
            onClick={() => onChoose(seq)}
            aria-current={seq === current || undefined}
            className={classNames(
              'grid w-full grid-cols-[3.5rem_minmax(0,1fr)_3rem] items-center gap-x-3 border-clear border-l-3 py-1.5 pr-2 pl-2 text-left hover:bg-hover wide:grid-cols-[3.5rem_8.5rem_minmax(0,1fr)_3rem_9rem]',
              seq === current && 'border-accent! bg-selection',
            )}
          >
            <span className="text-quiet tabular-nums">
              {index + 1} <span className="text-small">{`#${seq}`}</span>
            </span>
            <span className="wire max-wide:col-span-3 max-wide:row-start-2 max-wide:text-quiet">
              <Time iso={receivedAt} style="datedClock" />
            </span>
            <span className="min-w-0">
              {gap === null ? (
                <span className="text-quiet">{words.first}</span>
              ) : (
                <span className="flex items-center gap-2">
                  <span
                    aria-hidden
                    style={{ width: `${Math.max(0.5, (gap / longest) * 60)}%` }}
                    className="h-2 shrink-0 rounded-mark bg-accent opacity-70"
                  />
                  <span className="whitespace-nowrap tabular-nums">
                    <span className="sr-only">{words.after}</span>
                    {spanWords(gap)}
                  </span>
                </span>
              )}
            </span>
            <span
              className={classNames(
                'text-right wire',
                status === null ? 'text-quiet' : status === 0 ? 'text-bad' : statusColor(status),
              )}
            >
              {status === null ? words.pending : status === 0 ? words.noStatus : status}
            </span>
            <span className="text-quiet text-small max-wide:col-span-2 max-wide:col-start-2">
              {fault && <span className="text-careful">{faultName(fault)} </span>}
              {complete === false && waited !== null ? words.disconnected(waited) : ''}
              {sameBody === false && <span className="text-careful"> {words.bodyChanged}</span>}
            </span>
          </button>
        </li>
      )}
    />
  );
}
