import { longestFaultMs } from '../../reply/reply.ts';
import type { Presence } from '../presence.ts';
import { piecesOf } from '../reply-channel.ts';
import type { RequestWaits } from '../waits.ts';

/** Pieces are at least so far apart, milliseconds: more often than that nobody can tell from a stream. */
const leastInterval = 50;

/** How long bytes take to trickle, milliseconds. */
export function trickleMs(length: number, bytesPerSecond: number): number {
  return Math.min((length / bytesPerSecond) * 1000, longestFaultMs);
}

/**
 * Hands bytes over piece by piece at so many a second. What is left when it has lasted long enough, or when the server stops, is
 * handed over in one piece.
 */
export async function trickle(
  bytes: Uint8Array,
  bytesPerSecond: number,
  { sender, waits }: { sender: Presence; waits: RequestWaits },
  send: (piece: Uint8Array) => Promise<void>,
): Promise<void> {
  const interval = Math.max(leastInterval, 1000 / bytesPerSecond);
  const length = Math.max(1, Math.round((bytesPerSecond * interval) / 1000));
  const until = performance.now() + longestFaultMs;
  let sent = 0;
  for (const piece of piecesOf(bytes, length)) {
    if (sent > 0) await waits.pause(interval, sender);
    if (sender.gone) return;
    if (waits.stopped || performance.now() > until) return send(bytes.subarray(sent));
    await send(piece);
    sent += piece.length;
  }
}
