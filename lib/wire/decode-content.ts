import type { ContentCoding, ContentCodingName } from '../http/content-coding.ts';
import { ByteSource } from './byte-source.ts';
import { type DecodeError, DecodeFault } from './decode-fault.ts';
import { type DecodeStep, decodeSteps } from './decode-steps.ts';
import { KeptBytes } from './kept-bytes.ts';
import { eachUntilAborted } from './until-aborted.ts';

/** Content as it was before codings were applied to it, as far as it could be had back. */
export type DecodedContent = {
  readonly body: Uint8Array;
  /** There is more: decoding stopped at the limit. */
  readonly truncated: boolean;
  /** What is wrong with the content; null when nothing is. `body` is what could be decoded nevertheless. */
  readonly error: DecodeError | null;
  /** The codings that were undone, or begun to be, by their registered names, the last one applied first. */
  readonly undone: readonly ContentCodingName[];
};

/** `limit` is a finite number of bytes. */
export type DecodeOptions = { readonly limit: number; readonly signal?: AbortSignal };

type Pieces = AsyncIterable<Uint8Array>;

/** What was found while decoding. */
type Outcome = { truncated: boolean; error: DecodeError | null };

/**
 * Undoes the content codings of a body, the last one first, up to one that cannot be undone.
 *
 * Keeps no more than `limit` bytes and a piece, besides the windows of the decoders (at most 16 MiB each), and reads no
 * further once there are more than `limit`: content that is small and becomes enormous costs no more than `limit`. What zlib
 * handed out on the way is garbage, about as much again until it is collected; how many run at once is the caller's.
 * @throws what `signal` was aborted with, or what reading `bytes` failed with; undecodable content is no exception.
 */
export async function decodeContent(
  bytes: AsyncIterable<Uint8Array> | Uint8Array,
  codings: readonly ContentCoding[],
  { limit, signal }: DecodeOptions,
): Promise<DecodedContent> {
  const outcome: Outcome = { truncated: false, error: null };
  const kept = new KeptBytes(limit);
  const plan = decodeSteps(codings);
  const pieces = decoded(bytes instanceof Uint8Array ? oneByOne(bytes) : bytes, plan, limit, outcome);
  await eachUntilAborted(pieces, (piece) => kept.add(piece), signal);
  return { body: kept.bytes(), ...outcome, undone: plan.steps.map(({ name }) => name) };
}

/** One coding after the other is undone as its pieces come: nothing is read before the next piece is asked for. */
async function* decoded(
  bytes: Pieces,
  { steps, refused }: ReturnType<typeof decodeSteps>,
  limit: number,
  outcome: Outcome,
): AsyncGenerator<Uint8Array> {
  let pieces = bytes;
  for (const step of steps) pieces = undone(pieces, step, limit, outcome);
  yield* upTo(limit, pieces, outcome);
  outcome.error ??= refused;
}

/** Undoes one coding. What is wrong with its data is noted; the first fault noted is the cause of later ones. */
async function* undone(
  pieces: Pieces,
  { sent, decode }: DecodeStep,
  limit: number,
  outcome: Outcome,
): AsyncGenerator<Uint8Array> {
  const source = new ByteSource(pieces);
  try {
    // Coded content is hardly longer than what it codes. Twice as long, it is made of pieces that hold nothing.
    yield* upTo(2 * limit + 0x10000, decode(source), outcome);
  } catch (fault) {
    if (!(fault instanceof DecodeFault)) throw fault;
    if (!outcome.truncated) outcome.error ??= { code: fault.code, coding: sent, message: fault.message };
  } finally {
    await source.close();
  }
}

async function* upTo(limit: number, pieces: Pieces, outcome: Outcome): AsyncGenerator<Uint8Array> {
  let left = limit;
  for await (const piece of pieces) {
    const isTooMuch = piece.length > left;
    if (isTooMuch) outcome.truncated = true;
    yield piece.subarray(0, left);
    if (isTooMuch) return;
    left -= piece.length;
  }
}

async function* oneByOne(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
