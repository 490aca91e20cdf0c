import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import type { KeptBody } from '#lib/model/capture.ts';
import type { LongBody } from '#lib/store/contracts/bodies.ts';
import type { Store } from '#lib/store/store.ts';
import { BufferPool, HeldBytes } from './body-buffer.ts';
import { type BodyLimits, withinLimit } from './body-limits.ts';
import { ByteMeter, type CountBytes } from './byte-meter.ts';

/**
 * Reads a body to its end and stores it. Rejects only if the store cannot take a long one, or if `countBytes` fails, which
 * counts its bytes; then nothing of it is stored. `short-body.ts` reads the bodies of usual requests.
 */
export type KeepBody = (stream: Readable, countBytes?: CountBytes | null) => Promise<KeptBody>;

/**
 * Shared by all requests: a function created per body would keep its request in memory, which may wait minutes for its
 * response.
 */
const ignore = () => {};

/**
 * Stores bodies without holding them in memory: however many senders there are and however long their bodies, only about
 * `heldInAll` bytes are held, because nothing is read from a sender while its bytes are being written.
 */
export function bodyKeeper(
  store: Pick<Store, 'openLongBody' | 'discardLongBody'>,
  limits: BodyLimits,
  now: () => number,
): KeepBody {
  // A buffer has room for the held bytes and for the chunk that exceeds the limit.
  const pool = new BufferPool(limits.held + 64 * 1024);
  let heldInAll = 0;

  return (stream, countBytes = null) =>
    new Promise((resolve, reject) => {
      const held = new HeldBytes(pool);
      const hash = createHash('sha256');
      let kept = 0;
      let bodySize = 0;
      let long: LongBody | null = null;
      let writing: Promise<void> | null = null;
      let ended = false;
      let aborted = false;
      let refusal: unknown;
      const meter = countBytes && new ByteMeter(countBytes, refuse);

      function onData(chunk: Buffer) {
        bodySize += chunk.length;
        meter?.add(chunk.length);
        const piece = withinLimit(chunk, kept, limits);
        if (piece.length === 0) return;
        hash.update(piece);
        held.add(piece);
        kept += piece.length;
        heldInAll += piece.length;
        if (!writing && (held.length > limits.held || heldInAll > limits.heldInAll)) write();
      }

      function write() {
        stream.pause();
        writing = append().then(
          () => {
            writing = null;
            if (refusal) giveUp();
            else if (ended) finish();
            else stream.resume();
          },
          (error) => {
            leave();
            heldInAll -= held.length;
            held.drop();
            reject(error);
          },
        );
      }

      async function append(): Promise<void> {
        const { length } = held;
        const { bytes, done } = held.lend();
        try {
          long ??= await store.openLongBody(now());
          await long.append(bytes);
        } finally {
          heldInAll -= length;
          done();
        }
      }

      /** Stops reading and deletes what was stored. A complete body is kept. */
      function refuse(failure: unknown) {
        if (ended) return;
        refusal = failure;
        leave();
        heldInAll -= held.length;
        held.drop();
        if (!writing) giveUp();
      }

      function giveUp() {
        if (long) store.discardLongBody(long.id).catch(ignore);
        reject(refusal);
      }

      const onEnd = () => end(false);
      const onClose = () => end(true);
      function end(early: boolean) {
        leave();
        aborted = early;
        ended = true;
        meter?.end();
        if (!writing) finish();
      }

      function finish() {
        if (long && held.length > 0) return write();
        heldInAll -= held.length;
        resolve({
          body: long ? new Uint8Array() : held.keep(),
          longBodyId: long?.id ?? null,
          bodyStored: kept,
          bodySize,
          sha256: hash.digest('hex'),
          truncated: bodySize > kept,
          aborted,
        });
      }

      function leave() {
        stream.off('data', onData).off('end', onEnd).off('close', onClose);
      }

      // If a sender disconnects, the stream fails and then closes; `close` is enough.
      stream.on('error', ignore);
      stream.on('data', onData).on('end', onEnd).on('close', onClose);
      // The sender disconnected before reading began.
      if (stream.destroyed) onClose();
    });
}
