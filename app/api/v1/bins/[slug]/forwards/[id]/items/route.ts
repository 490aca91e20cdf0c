import { checkFields, onlyFields } from '#lib/model/fields.ts';
import { itemPageShape } from '#lib/model/forward-input.ts';
import { pageOf } from '#lib/model/page-of.ts';
import { forwardItem } from '#lib/openapi/responses/sending.ts';
import { itemStates, itemsJson } from '../../../../../../forward-in.ts';
import { apiHandler, authorize, json, queryOf, rejectMethods } from '../../../../../../handler.ts';

/** The requests that a rule has looked at, newest first: what became of each, and why. */
export const GET = apiHandler<{ slug: string; id: string }>(async (call) => {
  const entry = await authorize(call, 'see-deliveries');
  const { state, before, limit, fields } = queryOf(call.request, itemPageShape);
  checkFields(fields, forwardItem);
  const forward = await call.forwards.read(entry.bin, call.params.id);
  const query = { states: itemStates[state]!, before, limit: limit + 1 };
  const found = await call.store.listItems(forward.id, query);
  const { shown, next } = pageOf(found, limit, ({ seq }) => seq);
  return json({
    items: (await itemsJson(call, entry, [forward], shown)).map((item) => onlyFields(item, fields)),
    next: next === null ? null : String(next),
  });
});

export const { POST, PUT, PATCH, DELETE } = rejectMethods('GET', 'HEAD');
