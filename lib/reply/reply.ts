import type { Header } from '../model/capture.ts';

/** What the sender gets. Headers are sent in this order, in this case. */
export type Reply = {
  readonly status: number;
  readonly headers: readonly Header[];
  readonly body: Uint8Array;
};
