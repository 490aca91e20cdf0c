import type { Refusal } from '../access/gate.ts';
import { type Rejection, rejections } from './connections/rejections.ts';

/** What the server counts since it started; `/metrics` shows it. */
export type Counts = {
  /** Requests that were kept, and the bytes kept of their bodies. */
  captures: number;
  captureBytes: number;
  /** Requests that were turned away, nearly all of them before their body was read. */
  refused: Record<Refusal, number>;
  /** Messages to a bin which Node's parser refused: each is a capture, if there is such a bin. */
  malformedToBins: number;
  /** Messages which it refused and which name no bin: they leave no other trace. */
  malformedElsewhere: number;
  /** Connections that were rejected, or closed for what they did or to make room. */
  connectionsRejected: Record<Rejection, number>;
};

export function noCounts(): Counts {
  return {
    captures: 0,
    captureBytes: 0,
    refused: { 'rate-limit': 0, blocked: 0, draining: 0, full: 0 },
    malformedToBins: 0,
    malformedElsewhere: 0,
    connectionsRejected: Object.fromEntries(rejections.map((reason) => [reason, 0])) as Record<
      Rejection,
      number
    >,
  };
}
