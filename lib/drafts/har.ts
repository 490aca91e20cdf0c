import { withoutHttp2Fields } from '#lib/copy-as/request/http2-fields.ts';
import { fail } from '#lib/model/errors.ts';
import { complaintsOf } from '#lib/model/read-json.ts';
import { harRequestShape, requestOfHar } from '#lib/transfer/import/har-request.ts';
import type { Draft, DraftFormat, DraftNote } from './draft.ts';
import { objectOr } from './json-access.ts';
import { mostDrafts } from './limits.ts';
import { readAddress } from './request/address.ts';
import { draftOf } from './request/draft-of.ts';
import { utf8 } from './request/utf8.ts';

/**
 * The requests in a HAR 1.2 file (http://www.softwareishard.com/blog/har-12-spec/), or of a single entry, as browsers copy them. Fields of
 * connections and lengths that browsers record are left to the sender.
 */
export const har: DraftFormat = {
  id: 'har',
  title: 'a HAR file',
  matches: ({ json }) => entriesOf(json) !== null,
  read({ json }) {
    const drafts: Draft[] = [];
    const unread: { index: number; why: string }[] = [];
    for (const [index, entry] of entriesOf(json)!.entries()) {
      if (drafts.length > mostDrafts) break;
      const draft = draftOfEntry(entry);
      if (typeof draft === 'string') unread.push({ index, why: draft });
      else drafts.push(draft);
    }
    const [first] = unread;
    if (drafts.length === 0 && first)
      fail('draft-unreadable', `log.entries[${first.index}].request: ${first.why}`);
    return { drafts, notes: unread.slice(0, mostNotes).map(leftOut) };
  },
};

/** How many notes say which entries were left out. */
const mostNotes = 20;

function leftOut({ index, why }: { index: number; why: string }): DraftNote {
  return { code: 'entry-unreadable', message: `Entry ${index + 1} was left out (${why}).` };
}

function entriesOf(json: unknown): readonly unknown[] | null {
  const outer = objectOr(json);
  const entries = objectOr(outer?.log)?.entries;
  if (Array.isArray(entries)) return entries;
  return typeof objectOr(outer?.request)?.url === 'string' && outer?.info === undefined ? [json] : null;
}

/** The request of an entry, or what is wrong with it. */
function draftOfEntry(entry: unknown): Draft | string {
  const result = harRequestShape.safeParse(objectOr(entry)?.request);
  if (!result.success) return complaintsOf(result.error);
  const found = requestOfHar(result.data);
  const request = withoutHttp2Fields(found);
  const address = readAddress(utf8(result.data.url));
  const comment = objectOr(entry)?.comment;
  return draftOf({
    name:
      typeof comment === 'string' && comment.length <= 100 && !('_seq' in (entry as object)) ? comment : null,
    method: request.method,
    address: { ...address, target: request.target },
    httpVersion: found.httpVersion,
    headers: request.headers,
    trailers: request.trailers,
    body: request.body,
    notes: [],
  });
}
