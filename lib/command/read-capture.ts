import type { Bin } from '#lib/client/bin.ts';
import { WirebinError } from '#lib/client/wirebin-error.ts';
import { first } from '#lib/http/header-lookup.ts';
import type { CaptureJson } from '#lib/model/capture-json.ts';
import { bytesTold } from '#lib/summary/capture-summary.ts';

/** A request with all bytes of its body, as far as they are stored. */
export type ReadCapture = { readonly capture: CaptureJson; readonly body: Uint8Array };

export async function readCapture(
  { captures }: Pick<Bin, 'captures'>,
  seq: number | 'latest',
  signal: AbortSignal,
): Promise<ReadCapture> {
  const capture = await captures.get(seq, { signal });
  return { capture, body: await wholeBody({ captures }, capture, signal) };
}

/**
 * The body without its content encodings, as far as they can be decoded; as it was received where there are none, or where decoding fails at once.
 */
export async function decodedBody(
  { captures }: Pick<Bin, 'captures'>,
  { capture, body }: ReadCapture,
  signal: AbortSignal,
): Promise<Uint8Array> {
  if (body.length === 0 || first(capture.headers, 'Content-Encoding') === null) return body;
  try {
    return await captures.body(capture.seq, { decoded: true, signal });
  } catch (error) {
    if (error instanceof WirebinError && error.code === 'content-undecodable') return body;
    throw error;
  }
}

export async function wholeBody(
  { captures }: Pick<Bin, 'captures'>,
  { seq, body }: CaptureJson,
  signal: AbortSignal,
): Promise<Uint8Array> {
  if (body.stored === 0) return new Uint8Array();
  if (body.text !== null || body.base64 !== null) return bytesTold(body);
  return captures.body(seq, { signal });
}
