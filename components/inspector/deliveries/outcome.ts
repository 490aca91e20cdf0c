import { durationWords } from '#components/frame/time-words.ts';
import { statusColor } from '#components/request/method-color.ts';
import type { DeliverySummary } from '#lib/model/delivery-json.ts';
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
      return { words: latest?.failure?.title.replace(/\.$/, '') ?? outcomes.failed, time, color: 'text-bad' };
    case 'answered':
      return latest?.status == null
        ? { words: outcomes.answered, time, color: 'text-good' }
        : { words: String(latest.status), time, color: statusColor(latest.status) };
  }
}
