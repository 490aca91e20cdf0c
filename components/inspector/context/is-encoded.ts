import { contentCodings } from '#lib/http/content-coding.ts';
import type { CaptureJson } from '#lib/model/capture-json.ts';

/** Whether the capture has a content encoding and stored bytes to decode. */
export function isEncoded({ headers, body }: CaptureJson): boolean {
  return body.stored > 0 && contentCodings(headers).length > 0;
}
