import { filterIn } from '#lib/filter/filter-in.ts';
import { newReplayShape } from '#lib/model/delivery-input.ts';
import { apiHandler, authorize, inputLimit, inputOf, json, rejectMethods } from '../../../../../handler.ts';
import { once } from '../../../../../once.ts';

/**
 * Sends the captures there are now, or those that match a filter, oldest first. 202 with the progress of the bulk replay; with `plan`,
 * nothing is sent, and 200 says what would be. Only
 * owners have them signed anew: whoever can have any content signed could forge requests of the provider.
 */
export const POST = apiHandler<{ slug: string }>(async (call) => {
  const { bin, asker } = await authorize(call, 'send');
  return once(call, inputLimit, async (call) => {
    const order = await inputOf(call.request, newReplayShape);
    if (order.signatures !== 'as-it-was') await authorize(call, 'sign');
    const filter = await filterIn(order.filter, call.now);
    if (order.plan) return json(await call.deliveries.planReplay(bin, order, filter, asker));
    const context = { asker, origin: call.origin };
    return json(await call.deliveries.startReplay(bin, order, filter, context), 202);
  });
});

export const { GET, PUT, PATCH, DELETE } = rejectMethods('POST');
