import { hash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { KeptBody } from '#lib/model/capture.ts';

const ignore = () => {};
const noBytes = new Uint8Array();

/**
 * Reads a body that is short according to its `Content-Length` (RFC 9112 §6.2), without a promise and without counting against
 * limits: it has `length` bytes, or fewer when the sender leaves. `done` is called once.
 */
export function readShortBody(
  request: IncomingMessage,
  length: number,
  done: (body: KeptBody) => void,
): void {
  let whole: Buffer | null = null;
  let received = 0;
  let isDone = false;

  // If a sender disconnects, the request fails and then closes; `close` is enough.
  request.on('error', ignore);
  request.on('data', (chunk: Buffer) => {
    if (received === 0 && chunk.length === length) whole = chunk;
    else {
      // Chunks held as they were received would outlive V8's young generation while other senders are served.
      whole ??= Buffer.allocUnsafeSlow(length);
      chunk.copy(whole, received);
    }
    received += chunk.length;
  });
  request.on('end', () => finish(false));
  request.on('close', () => finish(true));

  function finish(aborted: boolean): void {
    if (isDone) return;
    isDone = true;
    const body: Uint8Array = whole?.subarray(0, received) ?? noBytes;
    done({
      body,
      longBodyId: null,
      bodyStored: body.length,
      bodySize: body.length,
      sha256: hash('sha256', body, 'hex'),
      truncated: false,
      aborted,
    });
  }
}
