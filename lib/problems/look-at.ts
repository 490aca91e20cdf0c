import { bodyKinds } from '#lib/body/kind.ts';
import { isRare, openRare } from '#lib/body/rare.ts';
import { parseMediaType } from '#lib/http/media-type.ts';
import type { CaptureJson } from '#lib/model/capture-json.ts';
import type { Looked } from './problem.ts';

/**
 * What the checks look at. Waits for the reader of the body's kind where that has to be fetched, and rejects when it does not
 * come; `body` is null while its bytes are not here.
 */
export async function lookAt(capture: CaptureJson, body: Uint8Array | null): Promise<Looked> {
  const { contentType } = capture;
  const kind = body === null ? null : bodyKinds(contentType, body).best;
  if (body === null || !isRare(kind)) return { capture, body, opened: null };
  const mediaType = contentType === null ? null : parseMediaType(contentType);
  return { capture, body, opened: { kind, reading: await openRare(kind, body, mediaType) } };
}
