import type { GateRejection } from '#lib/access/limits/request-limits.ts';
import type { EndState } from '#lib/store/contracts/deliveries.ts';
import { type Rejection, rejections } from './connections/rejections.ts';

/** The server's counters since it started, shown at `/metrics`. */
export type Counts = {
  /** The number of stored requests, and the stored bytes of their bodies. */
  captures: number;
  captureBytes: number;
  /** Attempts of deliveries that have ended, by how. */
  deliveries: Record<EndState, number>;
  /** Requests rejected by a limit or block, nearly all before their body was read. */
  refused: Record<GateRejection, number>;
  /** Malformed messages whose first line names a bin: each becomes a capture if the bin exists. */
  malformedToBins: number;
  /** Malformed messages that name no bin: they leave no other trace. */
  malformedElsewhere: number;
  /** Connections that were rejected, or closed for exceeding a limit or to make room. */
  connectionsRejected: Record<Rejection, number>;
};

export function zeroCounts(): Counts {
  return {
    captures: 0,
    captureBytes: 0,
    deliveries: { answered: 0, failed: 0, stopped: 0 },
    refused: { 'rate-limit': 0, blocked: 0, draining: 0, full: 0, busy: 0 },
    malformedToBins: 0,
    malformedElsewhere: 0,
    connectionsRejected: Object.fromEntries(rejections.map((reason) => [reason, 0])) as Record<
      Rejection,
      number
    >,
  };
}
