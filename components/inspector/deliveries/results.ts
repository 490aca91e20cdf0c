import type { DeliverySummary, ReplayProgress } from '#lib/model/delivery-json.ts';
import { Failure, type FailureCode, failureCodes, problemOf } from '#lib/model/errors.ts';
import { isRunning } from './delivery-list.ts';
import { outcomes } from './words.ts';

/** How many deliveries ended with each status or failure code, as a bulk replay counts them. */
export function resultsOf(deliveries: readonly DeliverySummary[]): ReplayProgress['results'] {
  const counts = new Map<string, number>();
  for (const delivery of deliveries) {
    const latest = delivery.attempts.at(-1);
    if (latest === undefined || isRunning(delivery)) continue;
    const result = latest.failure?.code ?? (latest.status === null ? delivery.state : String(latest.status));
    counts.set(result, (counts.get(result) ?? 0) + 1);
  }
  return [...counts].map(([result, count]) => ({ result, count }));
}

/** A result as it is shown: a status, a state, or the title of a failure. */
export function resultWords(result: string): string {
  if (isOutcome(result)) return outcomes[result];
  return isFailureCode(result) ? problemOf(new Failure(result), '').title.replace(/\.$/, '') : result;
}

function isOutcome(result: string): result is keyof typeof outcomes {
  return Object.hasOwn(outcomes, result);
}

function isFailureCode(result: string): result is FailureCode {
  return (failureCodes as readonly string[]).includes(result);
}
