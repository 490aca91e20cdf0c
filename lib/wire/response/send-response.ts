import type { Answered } from '#lib/model/capture.ts';
import { type BinResponse, longestDelayMs } from '#lib/reply/response.ts';
import { microsNow } from '../clock.ts';
import { performable, twinOf } from './faults/index.ts';
import type { ResponseChannel } from './response-channel.ts';
import type { RequestWaits } from './wait-limits.ts';

/** How a response is sent. */
export type SendOptions = {
  readonly waits: RequestWaits;
  /** When the request's last byte arrived, microseconds since the epoch. */
  readonly since: number;
  /** Called with the corrected outcome if it turns out later that the sender had left. */
  readonly revise: (answered: Answered) => void;
};

/**
 * Sends a response: after its delay, in its turn, with its fault. Resolves once the system has all of it, or the sender has left.
 *
 * A sender that leaves before the end is noticed at once, because its connection closes. But when the system has taken the last
 * byte, the sender need not have read it: a megabyte may wait in the system's buffers. Over HTTP/2 the sender's window (RFC 9113
 * §5.2) limits that, usually to 64 KiB. If the sender then leaves without having read everything, its system resets the
 * connection, and the outcome is revised. If the connection is closed after the response, a later reset is not noticed.
 */
export async function sendResponse(
  channel: ResponseChannel,
  reply: BinResponse,
  { waits, since, revise }: SendOptions,
): Promise<Answered> {
  const { sender, outcome } = channel;
  const delayMs = reply.delayMs ? await delay(reply.delayMs) : 0;
  const chosen = reply.fault ?? null;
  const fault = chosen && performable(chosen, reply, channel);

  if (fault && !sender.isGone) {
    await channel.waitForTurn();
    await twinOf(fault).perform(channel, reply, fault, waits);
  } else {
    await channel.send(reply);
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
  if (answered.complete && !fault) channel.whenLeftEarly(() => revise({ ...answered, complete: false }));
  return answered;

  /** Waits, and returns for how long: less than requested if the sender left, too many others wait, or the server stopped. */
  async function delay(milliseconds: number): Promise<number> {
    const began = performance.now();
    await waits.pause(Math.min(milliseconds, longestDelayMs), sender);
    return Math.round(performance.now() - began);
  }
}
