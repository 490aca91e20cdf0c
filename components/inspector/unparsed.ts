import type { CaptureJson } from '#lib/model/capture-json.ts';

/** Whether a message could not be taken apart at all: then the body that is kept is the whole message, head included. */
export function isUnparsed({ malformed, headers }: CaptureJson): boolean {
  return malformed && headers.length === 0;
}
