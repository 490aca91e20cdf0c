import type { CaptureJson } from '#lib/model/capture-json.ts';

/** Whether a message could not be parsed at all. Its stored body is then the whole message, headers included. */
export function isUnparsed({ malformed, headers }: CaptureJson): boolean {
  return malformed && headers.length === 0;
}
