import type { Logger } from 'pino';
import { type Failure, failureCode } from '#lib/model/errors.ts';
import type { Store } from '#lib/store/store.ts';
import { schedule } from './schedule.ts';

/** How often the database is checked, milliseconds. */
const lookInterval = 1000;

/** Logs errors: those of an unavailable database once when the outage begins, and once when it is over. */
export type OutageLog = {
  reportError(error: unknown): void;
  stop(): Promise<void>;
};

/**
 * Logs each reason of an outage once until the outage is over: an unavailable database fails every request, and logging
 * each would hide everything else and fill the disk. The database is also checked while there are no requests.
 */
export function openOutageLog(
  store: Pick<Store, 'checkReachable' | 'checkWritable'>,
  log: Pick<Logger, 'error' | 'warn'>,
  now: () => number,
): OutageLog {
  let outage: { since: number; failures: number; reasons: Set<string> } | null = null;

  function reportError(error: unknown): void {
    const reason = reasonOf(error);
    // An error without a reason may be a bug: log each.
    if (reason === null) log.error({ err: error });
    else note(error, reason).failures += 1;
  }

  function note(error: unknown, reason: string) {
    outage ??= { since: now(), failures: 0, reasons: new Set() };
    if (!outage.reasons.has(reason)) log.error({ err: error }, `The database is unavailable. ${reason}`);
    outage.reasons.add(reason);
    return outage;
  }

  async function look(): Promise<void> {
    const before = outage?.failures ?? 0;
    try {
      await (outage ? store.checkWritable() : store.checkReachable());
    } catch (error) {
      return void note(error, reasonOf(error) ?? String((error as Error).message));
    }
    // The probe is small: a larger write may still find no space.
    if (!outage || outage.failures > before) return;
    const { failures, since } = outage;
    outage = null;
    log.warn({ failures, seconds: Math.round((now() - since) / 1000) }, 'The database is available again.');
  }

  const timer = schedule(lookInterval, reportError, look);
  return { reportError, stop: () => timer.stop() };
}

/** Why the database is unavailable, as reported by the store; null for all other errors. */
function reasonOf(error: unknown): string | null {
  if (failureCode(error) !== 'store-unavailable') return null;
  const { cause, detail } = error as Failure;
  // A caller may have wrapped the store's failure in one that describes the consequence.
  return reasonOf(cause) ?? detail;
}
