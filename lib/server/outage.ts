import type { Logger } from 'pino';
import { type Failure, failureCode } from '../model/errors.ts';
import type { Store } from '../store/store.ts';
import { schedule } from './schedule.ts';

/** How often the database is looked at while nothing is asked of it, milliseconds. */
const lookInterval = 1000;

/** Notes failures in the log: those of an unusable database once when they begin, and once when they are over. */
export type OutageLog = {
  blame(error: unknown): void;
  stop(): Promise<void>;
};

/**
 * A database that cannot be used fails every request, and a log that says so each time says nothing else, and fills the
 * disk. So each reason is noted once until it is over. It is looked for also while nobody asks.
 */
export function outageLog(
  store: Pick<Store, 'look' | 'probe'>,
  log: Pick<Logger, 'error' | 'warn'>,
  now: () => number,
): OutageLog {
  let outage: { since: number; failures: number; reasons: Set<string> } | null = null;

  function blame(error: unknown): void {
    const reason = reasonOf(error);
    // Without one it may be a mistake of ours: each is noted.
    if (reason === null) log.error({ err: error });
    else note(error, reason).failures += 1;
  }

  function note(error: unknown, reason: string) {
    outage ??= { since: now(), failures: 0, reasons: new Set() };
    if (!outage.reasons.has(reason)) log.error({ err: error }, `The database cannot be used. ${reason}`);
    outage.reasons.add(reason);
    return outage;
  }

  async function look(): Promise<void> {
    const before = outage?.failures ?? 0;
    try {
      await (outage ? store.probe() : store.look());
    } catch (error) {
      return void note(error, reasonOf(error) ?? String((error as Error).message));
    }
    // Something larger than the probe may still find no room.
    if (!outage || outage.failures > before) return;
    const { failures, since } = outage;
    outage = null;
    log.warn({ failures, seconds: Math.round((now() - since) / 1000) }, 'The database can be used again.');
  }

  const timer = schedule(lookInterval, blame, look);
  return { blame, stop: () => timer.stop() };
}

/** Why the database cannot be used, as the store has said it; null for all other failures. */
function reasonOf(error: unknown): string | null {
  if (failureCode(error) !== 'store-unavailable') return null;
  const { cause, detail } = error as Failure;
  // Who was told of it may have added to what is the matter what came of it.
  return reasonOf(cause) ?? detail;
}
