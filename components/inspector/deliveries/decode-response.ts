import { contentCodings } from '#lib/http/content-coding.ts';
import type { Header } from '#lib/model/capture.ts';

/** The longest decoded response, bytes: a short body can decode to a very long one. */
const longest = 16 * 1024 * 1024;

/** The codings that browsers decode. */
const formats: Partial<Record<string, CompressionFormat>> = { gzip: 'gzip', deflate: 'deflate' };

/** A response body as it is shown: decoded where the browser can. `coding` is its content encoding, null without one. */
export type ShownBody = {
  readonly bytes: Uint8Array;
  readonly coding: string | null;
  readonly isDecoded: boolean;
};

/** Decodes a response body that has one content encoding; anything else stays as it was received. */
export async function decodeResponse(headers: readonly Header[], bytes: Uint8Array): Promise<ShownBody> {
  const codings = contentCodings(headers);
  if (codings.length === 0 || bytes.length === 0) return { bytes, coding: null, isDecoded: false };
  const coding = codings.map(({ sent }) => sent).join(', ');
  const format = codings.length === 1 ? formats[codings[0]!.name ?? ''] : undefined;
  if (format === undefined) return { bytes, coding, isDecoded: false };
  try {
    return { bytes: await decompressed(bytes, format), coding, isDecoded: true };
  } catch {
    // It is incomplete, too long, or not what its header says.
    return { bytes, coding, isDecoded: false };
  }
}

async function decompressed(bytes: Uint8Array, format: CompressionFormat): Promise<Uint8Array> {
  const stream = new Blob([bytes as Uint8Array<ArrayBuffer>])
    .stream()
    .pipeThrough(new DecompressionStream(format));
  const parts: Uint8Array[] = [];
  let size = 0;
  for (const reader = stream.getReader(); ; ) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.length;
    if (size > longest) {
      await reader.cancel();
      throw new RangeError('The decoded body is too long');
    }
    parts.push(value);
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
