import { longestFaultMs } from '#lib/reply/response.ts';
import { piecesOf } from '../response-channel.ts';
import type { SenderPresence } from '../sender-gone.ts';
import type { RequestWaits } from '../wait-limits.ts';

/** The shortest interval between pieces, in milliseconds: shorter ones look like a continuous stream. */
const leastInterval = 50;

/** How long it takes to send bytes slowly, in milliseconds. */
export function trickleMs(length: number, bytesPerSecond: number): number {
  return Math.min((length / bytesPerSecond) * 1000, longestFaultMs);
}

/**
 * Sends bytes piece by piece at a given rate. When the longest time is over, or when the server stops, the rest is sent in one
 * piece.
 */
export async function trickle(
  bytes: Uint8Array,
  bytesPerSecond: number,
  { sender, waits }: { sender: SenderPresence; waits: RequestWaits },
  send: (piece: Uint8Array) => Promise<void>,
): Promise<void> {
  const interval = Math.max(leastInterval, 1000 / bytesPerSecond);
  const length = Math.max(1, Math.round((bytesPerSecond * interval) / 1000));
  const until = performance.now() + longestFaultMs;
  let sent = 0;
  for (const piece of piecesOf(bytes, length)) {
    if (sent > 0) await waits.pause(interval, sender);
    if (sender.isGone) return;
    if (waits.stopped || performance.now() > until) return send(bytes.subarray(sent));
    await send(piece);
    sent += piece.length;
  }
}
