import type { ContentCoding, ContentCodingName } from '#lib/http/content-coding.ts';
import { ByteCollector } from './byte-collector.ts';
import { ByteSource } from './byte-source.ts';
import { type DecodeError, DecodeFault } from './decode-error.ts';
import { type DecodeStep, decodeSteps } from './decoders.ts';
import { eachUntilAborted } from './until-aborted.ts';

/** Content with its content encodings decoded, as far as possible. */
export type DecodedContent = {
  readonly body: Uint8Array;
  /** Whether decoding stopped at the limit before the end of the content. */
  readonly truncated: boolean;
  /** The error in the content; null if there is none. `body` is what could be decoded before it. */
  readonly error: DecodeError | null;
  /** The content encodings that were decoded, at least in part, by registered name; the last one applied first. */
  readonly undone: readonly ContentCodingName[];
};

/** `limit` is a finite number of bytes. */
export type DecodeOptions = { readonly limit: number; readonly signal?: AbortSignal };

type Pieces = AsyncIterable<Uint8Array>;

/** The result of decoding so far. */
type Outcome = { truncated: boolean; error: DecodeError | null };

/**
 * Decodes the content encodings of a body, the last one applied first, up to one that cannot be decoded.
 *
 * It keeps at most `limit` bytes and one piece, besides the windows of the decoders (at most 16 MiB each), and stops
 * reading after `limit` bytes: a decompression bomb costs no more than `limit`. Discarded zlib output is garbage of about
 * the same size until it is collected. The caller limits how many run at once.
 * @throws the reason of `signal`, or the error of reading `bytes`; undecodable content does not throw.
 */
export async function decodeContent(
  bytes: AsyncIterable<Uint8Array> | Uint8Array,
  codings: readonly ContentCoding[],
  { limit, signal }: DecodeOptions,
): Promise<DecodedContent> {
  const outcome: Outcome = { truncated: false, error: null };
  const kept = new ByteCollector(limit);
  const plan = decodeSteps(codings);
  const pieces = decodeAll(bytes instanceof Uint8Array ? oneByOne(bytes) : bytes, plan, limit, outcome);
  await eachUntilAborted(pieces, (piece) => kept.add(piece), signal);
  return { body: kept.bytes(), ...outcome, undone: plan.steps.map(({ name }) => name) };
}

/** Decodes one content encoding after the other as pieces are requested; nothing is read ahead. */
async function* decodeAll(
  bytes: Pieces,
  { steps, refused }: ReturnType<typeof decodeSteps>,
  limit: number,
  outcome: Outcome,
): AsyncGenerator<Uint8Array> {
  let pieces = bytes;
  for (const step of steps) pieces = decodeOne(pieces, step, limit, outcome);
  yield* upTo(limit, pieces, outcome);
  outcome.error ??= refused;
}

/** Decodes one content encoding. An error in its data is recorded; the first one recorded is the cause of later ones. */
async function* decodeOne(
  pieces: Pieces,
  { sent, decode }: DecodeStep,
  limit: number,
  outcome: Outcome,
): AsyncGenerator<Uint8Array> {
  const source = new ByteSource(pieces);
  try {
    // Encoded content is at most slightly longer than the decoded content. If it is twice as long, it consists of empty
    // pieces.
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
