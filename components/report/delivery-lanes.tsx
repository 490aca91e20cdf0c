import { X } from 'lucide-react';
import { spanWords } from '#components/frame/span-words.ts';
import { momentWords } from '#components/frame/time-words.ts';
import { classNames } from '#components/ui/class-names.ts';
import type { Attempt, Series } from '#lib/attempts/attempt-series.ts';
import { faultName } from '#lib/reply/fault-names.ts';
import { deliveryLanes as words } from './words.ts';

/** The number of lanes that are drawn. */
const mostLanes = 12;

/**
 * The deliveries with several attempts as lanes of time that start at the first attempt, so that their gaps can be compared. The
 * shape and colour of an attempt show whether it succeeded. `total` is the number of all of them.
 */
export function DeliveryLanes({ series, total }: { series: readonly Series[]; total: number }) {
  const shown = series
    .slice(0, mostLanes)
    .map(({ attempts }) => ({ attempts, offsets: offsetsOf(attempts) }));
  const longest = Math.max(1, ...shown.map(({ offsets }) => offsets.at(-1)!));
  const place = (time: number) => `${(time / longest) * 100}%`;
  return (
    <figure>
      <div role="img" aria-label={lanesLabel(series.slice(0, mostLanes))}>
        {shown.map(({ attempts, offsets }) => (
          <div key={attempts[0]!.seq} className="flex h-6.5 items-center gap-2">
            <span className="w-12 shrink-0 truncate text-quiet text-small tabular-nums">
              {`#${attempts[0]!.seq}`}
            </span>
            <span className="relative mr-2 ml-1 h-full flex-1">
              <span className="absolute inset-x-0 top-1/2 h-px bg-faint" />
              <span
                className="absolute top-1/2 left-0 h-0.5 -translate-y-1/2 bg-edge"
                style={{ width: place(offsets.at(-1)!) }}
              />
              {attempts.map((attempt, index) => (
                <span
                  key={attempt.seq}
                  title={words.attempt(attempt.seq, momentWords(attempt.receivedAt), responseWords(attempt))}
                  className="absolute top-1/2 -translate-x-1/2 -translate-y-1/2"
                  style={{ left: place(offsets[index]!) }}
                >
                  <Dot attempt={attempt} />
                </span>
              ))}
            </span>
          </div>
        ))}
      </div>
      <div className="mr-2 ml-15 flex justify-between text-quiet text-small tabular-nums">
        <span>{words.firstAttempt}</span>
        <span>{words.later(spanWords(longest))}</span>
      </div>
      <figcaption className="mt-1 text-quiet text-small">
        {total > shown.length ? words.captionWithMore(total - shown.length) : words.caption}
      </figcaption>
    </figure>
  );
}

/** The time of each attempt after the first, in milliseconds. */
function offsetsOf(attempts: readonly Attempt[]): number[] {
  const first = Date.parse(attempts[0]!.receivedAt);
  return attempts.map(({ receivedAt }) => Math.max(0, Date.parse(receivedAt) - first));
}

function Dot({ attempt }: { attempt: Attempt }) {
  const { status, failed } = attempt;
  if (failed === false) return <span className="block size-2.5 rounded-pill bg-good ring-2 ring-ground" />;
  return (
    <X aria-hidden className={classNames('size-4 stroke-3', status === null ? 'text-quiet' : 'text-bad')} />
  );
}

function responseWords({ status, fault, complete }: Attempt): string {
  if (status === null) return words.pending;
  const response = status === 0 ? words.noResponse : `${status}`;
  const withFault = fault ? words.withFault(response, faultName(fault)) : response;
  return complete ? withFault : words.incomplete(withFault);
}

/** The lanes in words, for screen readers. */
function lanesLabel(series: readonly Series[]): string {
  return series
    .map(({ attempts }) => words.delivery(attempts[0]!.seq, attempts.map(responseWords).join(', ')))
    .join('. ');
}
