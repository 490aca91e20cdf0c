import { filterIn } from '#lib/filter/filter-in.ts';
import { deadLetterChoiceShape } from '#lib/model/forward-input.ts';
import { apiHandler, authorize, inputLimit, inputOf, json, rejectMethods } from '../../../../../handler.ts';
import { once } from '../../../../../once.ts';

/**
 * Queues requests again that were given up, as new ones: all, those of a rule, those that match a filter, or those named. Named ones may also be
 * requests that were left out. 200 with how many.
 */
export const POST = apiHandler<{ slug: string }>(async (call) => {
  const { bin, asker } = await authorize(call, 'send');
  return once(call, inputLimit, async (call) => {
    const { filter: text, ...choice } = await inputOf(call.request, deadLetterChoiceShape);
    const filter = await filterIn(text, call.now);
    return json({ count: await call.forwards.sendAgain(bin, { ...choice, filter }, asker) });
  });
});

export const { GET, PUT, PATCH, DELETE } = rejectMethods('POST');
