import type { Answered } from '../model/capture.ts';
import { longestDelayMs, type Reply } from '../reply/reply.ts';
import { microsNow } from './clock.ts';
import { performable, twinOf } from './faults/index.ts';
import type { ReplyChannel } from './reply-channel.ts';
import type { RequestWaits } from './waits.ts';

/** How a reply is given, apart from the reply. */
export type Answering = {
  readonly waits: RequestWaits;
  /** When the request's last byte arrived, microseconds since the epoch. */
  readonly since: number;
  /** Told when it turns out later that the sender had left: what was answered, corrected. */
  readonly revise: (answered: Answered) => void;
};

/**
 * Gives a reply: after its delay, in its turn, with its fault. Resolves once the system has all of it, or the sender has left.
 *
 * What is known of the sender: that it has left before the end shows at once, by its connection being closed. That the system took
 * the last byte does not mean that the sender read it: a megabyte may wait in the system's buffers. Over HTTP/2 the sender's window
 * (RFC 9113 §5.2) bounds that, usually to 64 KiB. If it leaves without having read it all, its system resets the connection, and the
 * answer is revised. Where the connection is closed after the answer, nothing is heard any more.
 */
export async function answer(
  channel: ReplyChannel,
  reply: Reply,
  { waits, since, revise }: Answering,
): Promise<Answered> {
  const { sender, outcome } = channel;
  const delayMs = reply.delayMs ? await delay(reply.delayMs) : 0;
  const chosen = reply.fault ?? null;
  const fault = chosen && performable(chosen, reply, channel);

  if (fault && !sender.gone) {
    await channel.turn();
    await twinOf(fault).perform(channel, reply, fault, waits);
  } else {
    await channel.whole(reply);
  }
  const answered: Answered = {
    status: reply.status,
    micros: microsNow() - since,
    ...outcome,
    delayMs,
    fault: fault?.kind ?? null,
    ...(chosen?.kind === fault?.kind ? {} : { faultChosen: chosen?.kind }),
    ...(waits.skippedBy && { waitSkippedBy: waits.skippedBy }),
  };
  if (answered.complete && !fault) channel.whenLeft(() => revise({ ...answered, complete: false }));
  return answered;

  /** Waits, and says how long it was: less than it should when the sender left, too many others wait, or the server stopped. */
  async function delay(milliseconds: number): Promise<number> {
    const began = performance.now();
    await waits.pause(Math.min(milliseconds, longestDelayMs), sender);
    return Math.round(performance.now() - began);
  }
}
