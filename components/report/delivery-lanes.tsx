import { X } from 'lucide-react';
import { spanWords } from '#components/frame/span-words.ts';
import { clockWords } from '#components/frame/time-words.ts';
import { classNames } from '#components/ui/class-names.ts';
import type { Attempt, Series } from '#lib/attempts/series.ts';
import { faultName } from '#lib/reply/fault-words.ts';

/** Lanes drawn; the report says how many there are. */
const mostLanes = 12;

/** Each delivery that came more than once as a lane of time, its attempts on it: shape and colour tell how they were answered. */
export function DeliveryLanes({ series }: { series: readonly Series[] }) {
  const shown = series.slice(0, mostLanes);
  const times = shown.flatMap(({ attempts }) => attempts.map(({ receivedAt }) => Date.parse(receivedAt)));
  const [from, to] = [Math.min(...times), Math.max(...times)];
  const place = ({ receivedAt }: Attempt) => ((Date.parse(receivedAt) - from) / Math.max(1, to - from)) * 100;
  return (
    <figure>
      <div role="img" aria-label={lanesWords(shown)} className="px-2">
        {shown.map(({ attempts }) => {
          const [first, last] = [place(attempts[0]!), place(attempts.at(-1)!)];
          return (
            <div key={attempts[0]!.seq} className="relative h-6.5">
              <span className="absolute inset-x-0 top-1/2 h-px bg-faint" />
              <span
                className="absolute top-1/2 h-0.5 -translate-y-1/2 bg-edge"
                style={{ left: `${first}%`, width: `${last - first}%` }}
              />
              {attempts.map((attempt) => (
                <span
                  key={attempt.seq}
                  title={`#${attempt.seq} ${clockWords(attempt.receivedAt)}: ${statusWord(attempt)}`}
                  className="absolute top-1/2 -translate-x-1/2 -translate-y-1/2"
                  style={{ left: `${place(attempt)}%` }}
                >
                  <Dot attempt={attempt} />
                </span>
              ))}
            </div>
          );
        })}
      </div>
      <div className="flex justify-between text-quiet text-small tabular-nums">
        <span>{clockWords(new Date(from).toISOString()).slice(0, 8)}</span>
        <span>{spanWords(to - from)} later</span>
      </div>
      <figcaption className="mt-1 text-quiet text-small">
        A lane for each delivery that came more than once; a dot was answered with success, a cross failed.
        {series.length > mostLanes && ` ${series.length - mostLanes} more are not drawn.`}
      </figcaption>
    </figure>
  );
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
