import { fail } from '#lib/model/errors.ts';
import { curl } from './curl/curl.ts';
import type { Draft, DraftFormat, DraftFormatId, DraftNote } from './draft.ts';
import { har } from './har.ts';
import { httpFile } from './http-file/http-file.ts';
import { failIfTooManyHeaders, mostDrafts } from './limits.ts';
import { pastedText } from './pasted.ts';
import { postman } from './postman/postman.ts';
import { powershell } from './powershell/powershell.ts';
import { rawMessage } from './raw-message.ts';

/** Every format, in the order in which they are tried: those that cannot be mistaken first. */
export const draftFormats: readonly DraftFormat[] = [har, postman, rawMessage, httpFile, powershell, curl];

/**
 * The requests in a text that a person pasted, in its order. The format is recognised from the text. Takes time that is linear in the
 * length of the text. Fails with `draft-unreadable`, naming what is wrong and where, or with `draft-too-long`.
 */
export function readDrafts(text: string): {
  format: DraftFormatId;
  drafts: readonly Draft[];
  notes: readonly DraftNote[];
} {
  const pasted = pastedText(text);
  const format = draftFormats.find((it) => it.matches(pasted));
  if (!format) return fail('draft-unreadable', unknownFormat(pasted.json));
  const { drafts, notes } = format.read(pasted);
  if (drafts.length === 0)
    return fail('draft-unreadable', `This seems to be ${format.title}, but it has no requests.`);
  const kept = drafts.slice(0, mostDrafts);
  for (const { request } of kept)
    failIfTooManyHeaders(Math.max(request.headers.length, request.trailers.length));
  if (kept.length === drafts.length) return { format: format.id, drafts, notes };
  const message = `Only the first ${mostDrafts} requests were read.`;
  return { format: format.id, drafts: kept, notes: [...notes, { code: 'drafts-omitted', message }] };
}

function unknownFormat(json: unknown): string {
  if (json === undefined)
    return 'Line 1, column 1: The format was not recognised. Paste a curl or PowerShell command, a .http file, an HTTP message, a HAR file or a Postman collection.';
  const hasRequests = typeof json === 'object' && json !== null && 'requests' in json;
  return hasRequests
    ? 'This seems to be a Postman collection in format v1. Export it in format v2.1.'
    : 'This JSON is neither a HAR file (it has no log.entries) nor a Postman collection (it has no info and item).';
}
