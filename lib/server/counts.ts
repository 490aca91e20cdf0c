import type { Refusal } from '../access/gate.ts';

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
};

export function noCounts(): Counts {
  return {
    captures: 0,
    captureBytes: 0,
    refused: { 'rate-limit': 0, blocked: 0, draining: 0, full: 0 },
    malformedToBins: 0,
    malformedElsewhere: 0,
  };
}
