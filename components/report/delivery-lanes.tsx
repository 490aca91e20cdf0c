import { X } from 'lucide-react';
import { spanWords } from '#components/frame/span-words.ts';
import { clockWords } from '#components/frame/time-words.ts';
import { classNames } from '#components/ui/class-names.ts';
import type { Attempt, Series } from '#lib/attempts/series.ts';
import { faultName } from '#lib/reply/fault-words.ts';

/** Lanes drawn; the report says how many there are. */
const mostLanes = 12;

/**
 * Each delivery that came more than once as a lane of time, beginning with its first attempt, so that their gaps can be compared;
 * shape and colour of an attempt tell how it was answered.
 */
export function DeliveryLanes({ series }: { series: readonly Series[] }) {
  const shown = series.slice(0, mostLanes).map(({ attempts }) => ({ attempts, after: timesAfter(attempts) }));
  const longest = Math.max(1, ...shown.map(({ after }) => after.at(-1)!));
  const place = (time: number) => `${(time / longest) * 100}%`;
  return (
    <figure>
      <div role="img" aria-label={lanesWords(series.slice(0, mostLanes))}>
        {shown.map(({ attempts, after }) => (
          <div key={attempts[0]!.seq} className="flex h-6.5 items-center gap-2">
            <span className="w-12 shrink-0 truncate text-quiet text-small tabular-nums">
              #{attempts[0]!.seq}
            </span>
            <span className="relative mr-2 ml-1 h-full flex-1">
              <span className="absolute inset-x-0 top-1/2 h-px bg-faint" />
              <span
                className="absolute top-1/2 left-0 h-0.5 -translate-y-1/2 bg-edge"
                style={{ width: place(after.at(-1)!) }}
              />
              {attempts.map((attempt, index) => (
                <span
                  key={attempt.seq}
                  title={`#${attempt.seq} ${clockWords(attempt.receivedAt)}: ${statusWord(attempt)}`}
                  className="absolute top-1/2 -translate-x-1/2 -translate-y-1/2"
                  style={{ left: place(after[index]!) }}
                >
                  <Dot attempt={attempt} />
                </span>
              ))}
            </span>
          </div>
        ))}
      </div>
      <div className="mr-2 ml-15 flex justify-between text-quiet text-small tabular-nums">
        <span>first attempt</span>
        <span>{spanWords(longest)} later</span>
      </div>
      <figcaption className="mt-1 text-quiet text-small">
        A lane for each delivery, from its first attempt on; a dot was answered with success, a cross failed.
        {series.length > mostLanes && ` ${series.length - mostLanes} more are not drawn.`}
      </figcaption>
    </figure>
  );
}

/** How long after the first each attempt came, milliseconds. */
function timesAfter(attempts: readonly Attempt[]): number[] {
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

function statusWord({ status, fault, complete }: Attempt): string {
  if (status === null) return 'waiting';
  const answer = status === 0 ? 'no answer' : `${status}`;
  const broken = fault ? ` (${faultName(fault)})` : '';
  return `${answer}${broken}${complete ? '' : ', not taken'}`;
}

function lanesWords(series: readonly Series[]): string {
  return series
    .map(({ attempts }) => `Delivery of request ${attempts[0]!.seq}: ${attempts.map(statusWord).join(', ')}`)
    .join('. ');
}
