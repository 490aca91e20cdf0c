import type { Header } from '#lib/model/capture.ts';
import type { Fault } from '#lib/reply/response.ts';

/** A response to a held request as JSON: its body in base64. */
export type ResponseJson = {
  readonly status: number;
  readonly headers: readonly Header[];
  readonly body: string;
  readonly fault?: Fault;
};

/** What one process asks another. */
export type Question =
  /** Whether it knows by now what the asking process has. */
  | { readonly about: 'known' }
  /** The response that a held request gets at its deadline. */
  | { readonly about: 'chosen'; readonly binId: number; readonly seq: number }
  | {
      readonly about: 'respond';
      readonly binId: number;
      readonly seq: number;
      readonly response: ResponseJson;
    }
  | { readonly about: 'extend'; readonly binId: number; readonly seq: number; readonly forMs: number };

/** `isDone` is false where the process does not hold the request (any more). */
export type Answer = {
  readonly isDone: boolean;
  readonly response?: ResponseJson;
  /** Milliseconds since the epoch. */
  readonly deadline?: number;
};
