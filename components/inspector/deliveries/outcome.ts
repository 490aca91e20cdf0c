import { durationWords } from '#components/frame/time-words.ts';
import { statusColor } from '#components/request/method-color.ts';
import type { AttemptSummary, DeliverySummary } from '#lib/model/delivery-json.ts';
import { outcomes } from './words.ts';

/** How a delivery stands, for a row or a notice. */
export type Outcome = {
  /** A status or a state: it fits into a column. */
  readonly words: string;
  /** Why the latest attempt failed, as a sentence without its period; null unless the delivery failed. */
  readonly reason: string | null;
  /** How long the attempt took; null while it is running. */
  readonly time: string | null;
  readonly color: string;
};

/** The outcome of the latest attempt. */
export function outcomeOf({ state, attempts }: Pick<DeliverySummary, 'state' | 'attempts'>): Outcome {
  const latest = attempts.at(-1);
  const time = latest?.ms != null ? durationWords(latest.ms) : null;
  const reason = null;
  switch (state) {
    case 'waiting':
    case 'sending':
      return { words: outcomes[state], reason, time: null, color: 'text-quiet' };
    case 'stopped':
      return { words: outcomes.stopped, reason, time, color: 'text-careful' };
    case 'failed':
      return { words: outcomes.failed, reason: reasonOf(latest), time, color: 'text-bad' };
    case 'answered':
      return latest?.status == null
        ? { words: outcomes.answered, reason, time, color: '' }
        : { words: String(latest.status), reason, time, color: statusColor(latest.status) };
  }
}

/** The result of an attempt that has ended: its status, or why it failed. Not everyone may see the status of a response. */
export function attemptResult(attempt: Pick<AttemptSummary, 'status' | 'failure'>): string {
  return reasonOf(attempt) ?? String(attempt.status ?? outcomes.answered);
}

/** The result of an attempt that has ended, where there is little room: of one that failed, only that it did. */
export function shortResult({ status, failure }: Pick<AttemptSummary, 'status' | 'failure'>): string {
  return failure ? outcomes.failed : String(status ?? outcomes.answered);
}

function reasonOf(attempt: Pick<AttemptSummary, 'failure'> | undefined): string | null {
  return attempt?.failure?.title.replace(/\.$/, '') ?? null;
}

/** The color of the bar of an attempt: red if it failed, neutral while it is running and if its status is not shown. */
export function attemptColor({ ms, status, failure }: AttemptSummary): string {
  if (ms === null) return 'bg-edge';
  if (failure !== null) return 'bg-bad';
  if (status === null) return 'bg-quiet';
  if (status >= 400) return 'bg-bad';
  return status >= 300 ? 'bg-careful' : 'bg-good';
}
