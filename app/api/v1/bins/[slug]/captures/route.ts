import { filterIn } from '#lib/filter/filter-in.ts';
import { fail } from '#lib/model/errors.ts';
import { checkFields, onlyFields } from '#lib/model/fields.ts';
import { capturePageShape, foundShape } from '#lib/model/input.ts';
import { captureSummary } from '#lib/openapi/responses/captures.ts';
import { pageWithHeld } from '#lib/summary/with-held.ts';
import { apiHandler, authorize, json, queryOf, rejectMethods } from '../../../../handler.ts';
import { taggedJson } from '../../../../tagged.ts';

type Params = { slug: string };

export const GET = apiHandler<Params>(async (call) => {
  const { bin, captures } = await authorize(call, 'look');
  const { filter, fields, ...page } = queryOf(call.request, capturePageShape);
  checkFields(fields, captureSummary);
  const found = await captures.list({ ...page, filter: await filterIn(filter, call.now) });
  const { captures: summaries, ...rest } = pageWithHeld(bin.id, found, call);
  const shown = summaries.map((summary) => onlyFields(summary, fields));
  return taggedJson(call.request, { captures: shown, ...rest });
});

/**
 * Deletes all captures, or those a filter finds, but the pinned ones. A parameter nobody knows, or a filter that cannot be
 * read, may have been meant to spare some: it is refused.
 */
export const DELETE = apiHandler<Params>(async (call) => {
  const { bin, asker } = await authorize(call, 'delete-captures');
  const { filter: text } = queryOf(call.request, foundShape);
  // A program whose filter came out empty did not mean everything.
  if (text?.trim() === '') fail('invalid-filter', 'The filter is empty. Omit it to delete all requests.');
  const filter = await filterIn(text, call.now);
  if (filter) {
    const removed = await call.store.removeMatching(bin.id, filter, asker);
    if (removed.length > 0) call.announce.removed(bin.id, removed);
    return json({ removed: removed.length });
  }
  const { removed, upTo, kept } = await call.store.removeCaptures(bin.id, asker);
  call.announce.removedUpTo(bin.id, upTo, kept);
  return json({ removed });
});

export const { POST, PUT, PATCH } = rejectMethods('GET', 'HEAD', 'DELETE');
