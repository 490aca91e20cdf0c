import type { ContentCoding } from '#lib/http/content-coding.ts';
import { type DecodedContent, decodeContent } from './decode-content.ts';

/**
 * Decodes content encodings, a few bodies at a time; others wait. Returns at most `most` bytes, or the limit of the queue
 * if that is less. See `decodeContent`.
 */
export type DecodeBody = (
  bytes: AsyncIterable<Uint8Array>,
  codings: readonly ContentCoding[],
  signal: AbortSignal,
  most?: number,
) => Promise<DecodedContent>;

/**
 * Creates a decoder that returns at most `limit` bytes of a body and decodes `atOnce` bodies at a time: each may take
 * seconds of processor time and `limit` bytes of memory.
 */
export function openDecodeQueue(limit: number, atOnce = 2): DecodeBody {
  const waiting: (() => void)[] = [];
  let running = 0;

  async function acquire(): Promise<void> {
    if (running < atOnce) running += 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
  }

  /** Passes the place to the request that has waited longest, or frees it. */
  function release(): void {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }

  return async (bytes, codings, signal, most = limit) => {
    await acquire();
    try {
      signal.throwIfAborted();
      return await decodeContent(bytes, codings, { limit: Math.min(limit, most), signal });
    } finally {
      release();
    }
  };
}
