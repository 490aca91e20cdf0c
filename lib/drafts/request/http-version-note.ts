import type { DraftNote } from '../draft.ts';

/** The note for a request of another version of HTTP, such as `2`; null for 1.0 and 1.1. */
export function httpVersionNote(version: string): DraftNote | null {
  if (/^1(?:\.|$)/.test(version)) return null;
  return { code: 'http-version', message: `This is an HTTP/${version} message. It is sent as HTTP/1.1.` };
}
