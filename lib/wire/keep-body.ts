import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import type { KeptBody } from '../model/capture.ts';
import type { LongBody, Store } from '../store/store.ts';
import { ByteMeter, type Spend } from './byte-meter.ts';
import { BufferPool, HeldBytes } from './held-bytes.ts';

/**
 * Reads a body to its end and keeps it. Rejects only when the store cannot take a long one, or `spend` fails, which counts its
 * bytes; then nothing of it is kept.
 */
export type KeepBody = (stream: Readable, spend?: Spend | null) => Promise<KeptBody>;

/** How many bytes of bodies may be held at a time. */
export type BodyLimits = {
  /** Bytes kept of one body; the rest is counted. */
  body: number;
  /** A body of more bytes than this is written piece by piece while it arrives. */
  held: number;
  /** Bytes held of all bodies together; beyond it bodies are written whatever their length. */
  heldInAll: number;
};

/** Limits for bodies of up to `body` bytes: 256 KiB of one is held, 64 MiB of all. */
export function bodyLimits(body: number): BodyLimits {
  return { body, held: 256 * 1024, heldInAll: 64 * 2 ** 20 };
}

/** One for all: a function made beside a body would keep it as long as its request, which may wait minutes for its reply. */
const ignore = () => {};

/**
 * Keeps bodies without keeping them in memory: however many senders there are and however long their bodies, only
 * about `heldInAll` bytes are held, since a sender whose bytes are being written is not read from meanwhile.
 */
export function bodyKeeper(
  store: Pick<Store, 'openLongBody' | 'dropLongBody'>,
  limits: BodyLimits,
  now: () => number,
): KeepBody {
  // Room for what is held and for the chunk that makes it too much.
  const pool = new BufferPool(limits.held + 64 * 1024);
  let heldInAll = 0;

  return (stream, spend = null) =>
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
      const meter = spend && new ByteMeter(spend, refuse);

      function onData(chunk: Buffer) {
        bodySize += chunk.length;
        meter?.add(chunk.length);
        const piece = kept + chunk.length > limits.body ? chunk.subarray(0, limits.body - kept) : chunk;
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

      /** Nothing more is read of it, and what was kept goes. A body that ended is kept. */
      function refuse(failure: unknown) {
        if (ended) return;
        refusal = failure;
        leave();
        heldInAll -= held.length;
        held.drop();
        if (!writing) giveUp();
      }

      function giveUp() {
        if (long) store.dropLongBody(long.id).catch(ignore);
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

      // A sender that hangs up makes the stream fail and then close; the closing tells all there is to tell.
      stream.on('error', ignore);
      stream.on('data', onData).on('end', onEnd).on('close', onClose);
      // Its sender was gone before it was begun to be read.
      if (stream.destroyed) onClose();
    });
}
