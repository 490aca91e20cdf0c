import { filterIn } from '#lib/filter/filter-in.ts';
import { moment } from '#lib/filter/moment.ts';
import { fail } from '#lib/model/errors.ts';
import { timelineShape } from '#lib/model/input.ts';
import { apiHandler, authorize, json, queryOf, rejectMethods } from '../../../../handler.ts';

/** How many requests arrived when: of the whole bin, or of those a filter finds. */
export const GET = apiHandler<{ slug: string }>(async (call) => {
  const { captures } = await authorize(call, 'look');
  const { from, to, filter, ...query } = queryOf(call.request, timelineShape);
  const at = (name: string, text: string) =>
    moment(text, call.now) ??
    fail('invalid-input', `${name}: must be a time, such as 2026-11-24T08:00 or 30m`);
  return json(
    await captures.timeline({
      ...query,
      from: from === undefined ? undefined : at('from', from),
      to: to === undefined ? call.now * 1000 : at('to', to),
      filter: await filterIn(filter, call.now),
    }),
  );
});

export const { POST, PUT, PATCH, DELETE } = rejectMethods('GET', 'HEAD');
