import { contentCodings } from '#lib/http/content-coding.ts';
import type { CaptureJson } from '#lib/model/capture-json.ts';

/** Whether a sender says that the body is compressed, and there is something to decode. */
export function isCoded({ headers, body }: CaptureJson): boolean {
  return body.stored > 0 && contentCodings(headers).length > 0;
}
