import { durationWords } from '#components/frame/time-words.ts';
import { statusColor } from '#components/request/method-color.ts';
import type { AttemptSummary, DeliverySummary } from '#lib/model/delivery-json.ts';
import { outcomes } from './words.ts';

/** How a delivery stands, for a row or a notice. */
export type Outcome = {
  readonly words: string;
  /** How long the attempt took; null while it is running. */
  readonly time: string | null;
  readonly color: string;
};

/** The outcome of the latest attempt. */
export function outcomeOf({ state, attempts }: Pick<DeliverySummary, 'state' | 'attempts'>): Outcome {
  const latest = attempts.at(-1);
  const time = latest?.ms != null ? durationWords(latest.ms) : null;
  switch (state) {
    case 'waiting':
    case 'sending':
      return { words: outcomes[state], time: null, color: 'text-quiet' };
    case 'stopped':
      return { words: outcomes.stopped, time, color: 'text-careful' };
    case 'failed':
      return { words: latest?.failure ? attemptResult(latest) : outcomes.failed, time, color: 'text-bad' };
    case 'answered':
      return latest?.status == null
        ? { words: outcomes.answered, time, color: '' }
        : { words: String(latest.status), time, color: statusColor(latest.status) };
  }
}

/** The result of an attempt that has ended: its status, or why it failed. Not everyone may see the status of a response. */
export function attemptResult({ status, failure }: Pick<AttemptSummary, 'status' | 'failure'>): string {
  return failure?.title.replace(/\.$/, '') ?? String(status ?? outcomes.answered);
}

/** The color of the bar of an attempt: red if it failed, neutral while it is running and if its status is not shown. */
export function attemptColor({ ms, status, failure }: AttemptSummary): string {
  if (ms === null) return 'bg-edge';
  if (failure !== null) return 'bg-bad';
  if (status === null) return 'bg-quiet';
  if (status >= 400) return 'bg-bad';
  return status >= 300 ? 'bg-careful' : 'bg-good';
}
