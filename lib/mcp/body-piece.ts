import { base64 } from '#lib/copy-as/request/body-text.ts';
import { utf8OrNull } from '#lib/http/byte-string.ts';
import { contentCodings } from '#lib/http/content-coding.ts';
import type { CaptureJson } from '#lib/model/capture-json.ts';
import { problemIn } from './api-problem.ts';
import type { BinApi } from './call-api.ts';

/** Which bytes of a body are wanted. */
export type WantedPiece = { readonly offset: number; readonly length: number; readonly isMasked: boolean };

/** A piece of a body, decoded from its content encodings where that is possible. Offsets and lengths are bytes. */
export type BodyPiece = {
  readonly offset: number;
  readonly length: number;
  /** Where the next piece begins; null at the end. */
  readonly nextOffset: number | null;
  /** The piece as text when it is UTF-8, else null. */
  readonly text: string | null;
  readonly base64: string | null;
  /** Why it is shown with its content encoding, where it has one. */
  readonly notDecoded?: string;
};

/** The request whose body is read. Its headers say whether there is something to decode. */
type BodyOwner = Pick<CaptureJson, 'seq' | 'headers'>;

/** Reads a piece of the body of a request. Fails like other calls of the API. */
export async function readBodyPiece(api: BinApi, owner: BodyOwner, wanted: WantedPiece): Promise<BodyPiece> {
  const { offset, length } = wanted;
  // One more, which says whether anything follows.
  const { bytes, notDecoded } = await readBodyBytes(api, owner, { ...wanted, length: length + 1 });
  const hasMore = bytes.length > length;
  const piece = bytes.subarray(0, length);
  const whole = wholeCharacters(piece, { isInside: offset > 0, hasMore });
  const text = utf8OrNull(whole.bytes);
  const shown = text === null ? piece : whole.bytes;
  const start = text === null ? offset : offset + whole.skipped;
  return {
    offset: start,
    length: shown.length,
    nextOffset: hasMore && shown.length > 0 ? start + shown.length : null,
    text,
    base64: text === null ? base64(shown) : null,
    ...(notDecoded !== undefined && { notDecoded }),
  };
}

/** The bytes of a piece, decoded where that is possible. Only a body with content encodings is read from its beginning. */
export async function readBodyBytes(
  api: BinApi,
  { seq, headers }: BodyOwner,
  wanted: WantedPiece,
): Promise<{ bytes: Uint8Array; notDecoded?: string }> {
  if (contentCodings(headers).length === 0) return { bytes: await receivedBytes(api, seq, wanted) };
  const { offset, length, isMasked } = wanted;
  const decoded = await api.call({ path: `/captures/${seq}/body?decoded=1`, isMasked });
  if (decoded.ok) return { bytes: await bytesIn(decoded, offset, length) };
  const failure = await problemIn(decoded);
  if (failure.problem.code !== 'content-undecodable') throw failure;
  return {
    bytes: await receivedBytes(api, seq, wanted),
    notDecoded: failure.problem.detail ?? failure.problem.title,
  };
}

/** The bytes of a piece as they were received; none where the body ends before it. */
async function receivedBytes(
  api: BinApi,
  seq: number,
  { offset, length, isMasked }: WantedPiece,
): Promise<Uint8Array> {
  const headers = { Range: `bytes=${offset}-${offset + length - 1}` };
  const received = await api.call({ path: `/captures/${seq}/body`, headers, isMasked });
  if (received.ok) return bytesIn(received, received.status === 206 ? 0 : offset, length);
  const failure = await problemIn(received);
  if (failure.problem.code === 'range-not-satisfiable') return new Uint8Array();
  throw failure;
}

/** The bytes of a response from `offset`, at most `length`. What follows is not read. */
async function bytesIn(response: Response, offset: number, length: number): Promise<Uint8Array> {
  const kept: Uint8Array[] = [];
  let [at, found] = [0, 0];
  const reader = response.body?.getReader();
  while (reader && found < length) {
    const { value, done } = await reader.read();
    if (done) break;
    const piece = value.subarray(Math.max(0, offset - at), Math.max(0, offset - at) + length - found);
    at += value.length;
    found += piece.length;
    if (piece.length > 0) kept.push(piece);
  }
  await reader?.cancel();
  return joined(kept, found);
}

function joined(pieces: readonly Uint8Array[], length: number): Uint8Array {
  const whole = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

/** UTF-8 without the parts of characters at its ends, where it may begin inside of a character, and where more bytes follow. */
function wholeCharacters(
  bytes: Uint8Array,
  { isInside, hasMore }: { isInside: boolean; hasMore: boolean },
): { bytes: Uint8Array; skipped: number } {
  let start = 0;
  while (isInside && start < 3 && isContinuation(bytes[start])) start += 1;
  let end = bytes.length;
  for (let back = 1; hasMore && back <= 4 && back <= bytes.length - start; back += 1) {
    const byte = bytes[bytes.length - back]!;
    if (isContinuation(byte)) continue;
    if (back < lengthOfCharacter(byte)) end = bytes.length - back;
    break;
  }
  return { bytes: bytes.subarray(start, end), skipped: start };
}

const isContinuation = (byte: number | undefined) => byte !== undefined && (byte & 0xc0) === 0x80;

function lengthOfCharacter(lead: number): number {
  if (lead >= 0xf0) return 4;
  if (lead >= 0xe0) return 3;
  return lead >= 0xc0 ? 2 : 1;
}
