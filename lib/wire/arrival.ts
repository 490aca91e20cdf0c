import type { Answered, Received } from '../model/capture.ts';
import type { Problem } from '../model/errors.ts';
import type { Reply } from '../reply/reply.ts';
import type { Spend } from './byte-meter.ts';
import type { Presence } from './presence.ts';
import type { RequestWaits } from './waits.ts';

/** A request at one of the doors: it can be received once, and then answered or refused once. */
export interface Arrival {
  /** Where this server was reached: scheme and host, for the addresses in messages. */
  readonly origin: string;
  /** The address it came from: the client's that trusted proxies name, else the peer's; empty where nobody knows. */
  readonly from: string;
  /** Whether its sender is still there. */
  readonly sender: Presence;
  /** How many bytes came before the body. */
  readonly headBytes: number;
  /**
   * Reads the body. Too long, or cut off by the sender, is a flagged result, never an exception. `spend` counts its bytes where
   * they are limited; when it fails, so does this.
   */
  receive(spend: Spend | null): Promise<Received>;
  /**
   * Answers as the bin says; resolves once the system has it all or the sender has gone. `revise` is called, once at most, when it
   * turns out later that the sender had left without reading it all.
   */
  answer(reply: Reply, how: { waits: RequestWaits; revise: (answered: Answered) => void }): Promise<Answered>;
  /** Answers that the request was not captured, and why. */
  refuse(problem: Problem): Promise<void>;
}
