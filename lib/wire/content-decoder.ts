import type { ContentCoding } from '../http/content-coding.ts';
import { type DecodedContent, decodeContent } from './decode-content.ts';

/**
 * Undoes content codings, a few bodies at a time; the others wait. It hands out `most` bytes where that is less than it would
 * anyway. See `decodeContent`.
 */
export type DecodeBody = (
  bytes: AsyncIterable<Uint8Array>,
  codings: readonly ContentCoding[],
  signal: AbortSignal,
  most?: number,
) => Promise<DecodedContent>;

/**
 * A decoder that hands out no more than `limit` bytes of a body and works on `atOnce` of them at a time: each may cost a
 * processor for seconds and `limit` bytes of memory, whoever asks.
 */
export function contentDecoder(limit: number, atOnce = 2): DecodeBody {
  const waiting: (() => void)[] = [];
  let running = 0;

  async function turn(): Promise<void> {
    if (running < atOnce) running += 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
  }

  /** The place goes to who waits longest, or is free. */
  function leave(): void {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }

  return async (bytes, codings, signal, most = limit) => {
    await turn();
    try {
      signal.throwIfAborted();
      return await decodeContent(bytes, codings, { limit: Math.min(limit, most), signal });
    } finally {
      leave();
    }
  };
}
