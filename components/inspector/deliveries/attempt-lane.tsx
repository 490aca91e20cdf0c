import { classNames } from '#components/ui/class-names.ts';
import { renderByIndex } from '#components/ui/render-by-index.tsx';
import type { AttemptSummary, DeliverySummary } from '#lib/model/delivery-json.ts';
import { attemptColor, attemptResult } from './outcome.ts';
import type { PlacedAttempt, TimeAxis } from './time-axis.ts';
import { attemptLanes as words } from './words.ts';

type Props = {
  delivery: Pick<DeliverySummary, 'attempts'>;
  placed: readonly PlacedAttempt[];
  axis: TimeAxis;
};

const share = (part: number) => `${(part * 100).toFixed(2)}%`;

/** The attempts of a delivery on an axis of time: a bar as long as each took, red if it failed, grey if its status is not shown. */
export function AttemptLane({ delivery: { attempts }, placed, axis }: Props) {
  return (
    <span className="relative block h-4">
      <span className="absolute inset-x-0 top-1/2 h-px bg-faint" aria-hidden />
      {renderByIndex(axis.marks, (mark) => (
        <span
          aria-hidden
          className="absolute inset-y-0 w-px bg-faint"
          style={{ left: share(axis.at(mark)) }}
        />
      ))}
      {placed.map(({ number, from, to }, index) => (
        <span
          key={number}
          aria-hidden
          title={attemptWords(attempts[index]!, from)}
          className={classNames('absolute top-1 h-2 min-w-1 rounded-mark', attemptColor(attempts[index]!))}
          style={{ left: share(axis.at(from)), width: share(axis.at(to) - axis.at(from)) }}
        />
      ))}
      <span className="sr-only">
        {attempts.map((attempt, index) => attemptWords(attempt, placed[index]!.from)).join('. ')}
      </span>
    </span>
  );
}

/** The marks of the axis, for the head of a list. */
export function LaneHeading({ axis }: { axis: TimeAxis }) {
  return (
    <span className="relative block h-4 text-quiet text-tiny tabular-nums" aria-hidden title={words.caption}>
      {axis.marks.map((mark) => (
        <span
          key={mark}
          className="absolute -translate-x-1/2 whitespace-nowrap"
          style={{ left: share(axis.at(mark)) }}
        >
          {words.mark(mark)}
        </span>
      ))}
    </span>
  );
}

function attemptWords(attempt: AttemptSummary, after: number): string {
  return words.attempt(attempt.number, resultWords(attempt), after);
}

function resultWords(attempt: AttemptSummary): string {
  const { ms } = attempt;
  return ms === null ? words.running : words.ended(attemptResult(attempt), ms);
}
