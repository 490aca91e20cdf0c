import { filterIn } from '#lib/filter/filter-in.ts';
import { deadLetterChoiceShape } from '#lib/model/forward-input.ts';
import { apiHandler, authorize, inputOf, json, rejectMethods } from '../../../../../handler.ts';

/**
 * Takes requests out of those that were given up; they stay listed as left out. 200 with how many.
 */
export const POST = apiHandler<{ slug: string }>(async (call) => {
  const { bin, asker } = await authorize(call, 'send');
  const { filter: text, ...choice } = await inputOf(call.request, deadLetterChoiceShape);
  const filter = await filterIn(text, call.now);
  return json({ count: await call.forwards.discard(bin, { ...choice, filter }, asker) });
});

export const { GET, PUT, PATCH, DELETE } = rejectMethods('POST');
