import type { FaultKind } from '../model/capture.ts';
import type { ReplySummary } from '../model/capture-json.ts';
import { isSilent } from '../reply/fault-words.ts';

type Reply = Pick<ReplySummary, 'status' | 'complete' | 'fault'> | null;

/** Faults after which a sender has a message it cannot read to its end. */
const broken: ReadonlySet<FaultKind> = new Set(['cut-body', 'malformed-chunk', 'wrong-length']);

/** The status a sender got: 0 where it got no answer at all, whatever had been chosen for it; null while it waits. */
export function gotStatus(reply: Reply): number | null {
  if (!reply) return null;
  return isSilent(reply.fault) ? 0 : reply.status;
}

/** Whether a sender got an answer, whole and well-formed. */
function gotWhole({ complete, fault }: NonNullable<Reply>): boolean {
  return complete && !isSilent(fault) && !(fault && broken.has(fault));
}

/** Whether a sender knows that it was received: a whole answer of status 2xx. */
export function gotSuccess(reply: Reply): boolean {
  return reply !== null && gotWhole(reply) && reply.status >= 200 && reply.status < 300;
}

/** Whether a sender has a reason to send again: 4xx, 5xx, no answer, one it did not take, or could not read. */
export function gotFailure(reply: Reply): boolean {
  return reply !== null && (!gotWhole(reply) || reply.status >= 400);
}
