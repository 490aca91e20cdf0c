import type { FaultKind } from '#lib/model/capture.ts';
import type { ReplySummary } from '#lib/model/capture-json.ts';
import { isSilent } from '#lib/reply/fault-names.ts';

type Reply = Pick<ReplySummary, 'status' | 'complete' | 'fault'> | null;

/** Faults that leave the sender with an incomplete or malformed response. */
const broken: ReadonlySet<FaultKind> = new Set(['cut-body', 'malformed-chunk', 'wrong-length']);

/** The status that the sender received: 0 for no response at all, null while pending. */
export function receivedStatus(reply: Reply): number | null {
  if (!reply) return null;
  return isSilent(reply.fault) ? 0 : reply.status;
}

/** Whether the sender received a complete, well-formed response. */
function isWhole({ complete, fault }: NonNullable<Reply>): boolean {
  return complete && !isSilent(fault) && !(fault && broken.has(fault));
}

/** Whether the sender received a success: a complete 2xx response. */
export function isSuccess(reply: Reply): boolean {
  return reply !== null && isWhole(reply) && reply.status >= 200 && reply.status < 300;
}

/** Whether the sender has a reason to retry: 4xx, 5xx, or no complete, well-formed response. */
export function isFailure(reply: Reply): boolean {
  return reply !== null && (!isWhole(reply) || reply.status >= 400);
}
