import type { DeliverySummary, ReplayProgress } from '#lib/model/delivery-json.ts';
import { isRunning } from './delivery-list.ts';

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
