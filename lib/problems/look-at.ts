import { chooseKinds } from '#lib/body/choose-kinds.ts';
import { isRare, openRare } from '#lib/body/rare-kinds.ts';
import { parseMediaType } from '#lib/http/media-type.ts';
import type { CaptureJson } from '#lib/model/capture-json.ts';
import type { Looked } from './problem.ts';

/**
 * The input of the checks. Waits for the parser of the body's kind where it has to be loaded, and rejects when loading fails;
 * `body` is null while it is not loaded.
 */
export async function lookAt(capture: CaptureJson, body: Uint8Array | null): Promise<Looked> {
  const { contentType } = capture;
  const kind = body === null ? null : chooseKinds(contentType, body).best;
  if (body === null || !isRare(kind)) return { capture, body, opened: null };
  const mediaType = contentType === null ? null : parseMediaType(contentType);
  return { capture, body, opened: { kind, reading: await openRare(kind, body, mediaType) } };
}
