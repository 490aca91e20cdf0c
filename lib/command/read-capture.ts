import type { Bin } from '#lib/client/bin.ts';
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

export async function wholeBody(
  { captures }: Pick<Bin, 'captures'>,
  { seq, body }: CaptureJson,
  signal: AbortSignal,
): Promise<Uint8Array> {
  if (body.stored === 0) return new Uint8Array();
  if (body.text !== null || body.base64 !== null) return bytesTold(body);
  return captures.body(seq, { signal });
}
