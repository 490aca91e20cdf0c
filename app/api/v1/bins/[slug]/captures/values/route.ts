import { valuesShape } from '#lib/model/input.ts';
import { apiHandler, authorize, json, queryOf, rejectMethods } from '../../../../../handler.ts';

/** Which values the requests of a bin have for a filter key, and how many requests have each. */
export const GET = apiHandler<{ slug: string }>(async (call) => {
  const { captures } = await authorize(call, 'look');
  return json(await captures.values(queryOf(call.request, valuesShape)));
});

export const { POST, PUT, PATCH, DELETE } = rejectMethods('GET', 'HEAD');
