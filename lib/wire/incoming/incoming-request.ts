import type { Answered, Received } from '#lib/model/capture.ts';
import type { Problem } from '#lib/model/errors.ts';
import type { BinResponse } from '#lib/reply/response.ts';
import type { SenderPresence } from '../response/sender-gone.ts';
import type { RequestWaits } from '../response/wait-limits.ts';
import type { CountBytes } from './byte-meter.ts';

/** A request at one of the doors. It can be received once, and then gets one response or one rejection. */
export interface IncomingRequest {
  /** The scheme and host that the request was sent to, for URLs in messages. */
  readonly origin: string;
  /** The client's address according to trusted proxies, else the peer's; empty if unknown. */
  readonly clientAddress: string;
  /** Whether the sender is still connected. */
  readonly sender: SenderPresence;
  /** The number of bytes before the body. */
  readonly headBytes: number;
  /**
   * Reads the body. One that is too long, or cut off by the sender, is flagged in the result. Fails only when `countBytes` fails,
   * which counts the bytes where they are limited.
   */
  receive(countBytes: CountBytes | null): Promise<Received>;
  /**
   * Sends a response. Resolves once the operating system has all of it, or the sender is gone. `revise` is called at most once, if
   * it turns out later that the sender left before it had read the response.
   */
  respond(
    response: BinResponse,
    how: { waits: RequestWaits; revise: (answered: Answered) => void },
  ): Promise<Answered>;
  /** Responds with a problem: the request was not captured. */
  reject(problem: Problem): Promise<void>;
}
