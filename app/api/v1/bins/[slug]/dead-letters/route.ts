import { filterIn } from '#lib/filter/filter-in.ts';
import { checkFields, onlyFields } from '#lib/model/fields.ts';
import { deadLetterPageShape } from '#lib/model/forward-input.ts';
import { forwardItem } from '#lib/openapi/responses/sending.ts';
import { itemsJson } from '../../../../forward-in.ts';
import { apiHandler, authorize, json, queryOf, rejectMethods } from '../../../../handler.ts';

/** The requests that forward rules have given up, newest first: all, those of a rule, or those that match a filter. */
export const GET = apiHandler<{ slug: string }>(async (call) => {
  const entry = await authorize(call, 'see-deliveries');
  const { forward, filter: text, before, limit, fields } = queryOf(call.request, deadLetterPageShape);
  checkFields(fields, forwardItem);
  const filter = await filterIn(text, call.now);
  const { bin, asker } = entry;
  const { items, next } = await call.forwards.deadLetters(bin, { forward, filter }, { before, limit }, asker);
  const rules = await call.store.listForwards(bin.id);
  return json({
    items: (await itemsJson(call, entry, rules, items)).map((item) => onlyFields(item, fields)),
    next: next === null ? null : String(next),
  });
});

export const { POST, PUT, PATCH, DELETE } = rejectMethods('GET', 'HEAD');
