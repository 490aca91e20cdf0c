import { ruleAfterAttempt } from '#lib/forward-rules/rule-after-attempt.ts';
import type { Forward } from '#lib/model/forward.ts';
import type { Store } from '#lib/store/store.ts';
import type { ForwardedItem } from './forward-item.ts';

type Parts = {
  readonly store: Pick<Store, 'endItem' | 'changeForward'>;
  readonly now: () => number;
  readonly reportError: (error: unknown) => void;
  /** Aborted when the process stops: its items are then queued again by the next one. */
  readonly closing: AbortSignal;
};

/** The pause after a failure of the database, milliseconds. */
const afterError = 2000;

/**
 * Records how an attempt ended, until that succeeds or the process stops, and what it means for its rule. Resolves with the rule, if that was
 * changed.
 */
export async function recordAttempt(
  binId: number,
  forward: Forward,
  seq: number,
  { end, step, attempt }: ForwardedItem,
  parts: Parts,
): Promise<Forward | null> {
  const { store, now } = parts;
  await written(() => store.endItem(forward.id, seq, end), parts);
  if (step === null) return null;
  const result = { step, isPrivate: attempt?.isPrivate ?? false };
  const changeOf = (current: Forward) => ruleAfterAttempt(current, result, now());
  // What is in memory is enough to see that nothing changes, as nearly always.
  if (changeOf(forward) === null) return null;
  return written(() => store.changeForward(binId, forward.id, changeOf), parts);
}

async function written<T>(write: () => Promise<T>, { reportError, closing }: Parts): Promise<T | null> {
  for (;;) {
    try {
      return await write();
    } catch (error) {
      reportError(error);
      if (closing.aborted) return null;
      await new Promise((resolve) => setTimeout(resolve, afterError));
    }
  }
}
