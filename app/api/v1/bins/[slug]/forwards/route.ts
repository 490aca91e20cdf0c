import { ensureAllowed } from '#lib/access/open-bin.ts';
import { newForwardShape } from '#lib/model/forward-input.ts';
import { forwardsJson } from '../../../../forward-in.ts';
import { apiHandler, authorize, inputLimit, inputOf, json, rejectMethods } from '../../../../handler.ts';
import { once } from '../../../../once.ts';

type Params = { slug: string };

/** The forward rules of the bin, oldest first, with their state and how many requests they have in each state. */
export const GET = apiHandler<Params>(async (call) => {
  const entry = await authorize(call, 'see-deliveries');
  return json({ forwards: await forwardsJson(call, entry, await call.store.listForwards(entry.bin.id)) });
});

/** Adds a rule. Requests that arrive from now on are forwarded. 201 with the rule. */
export const POST = apiHandler<Params>(async (call) => {
  const entry = await authorize(call, 'send');
  return once(call, inputLimit, async (call) => {
    const order = await inputOf(call.request, newForwardShape);
    // The response of a private destination would be seen by the sender, and by everybody who sees the bin.
    if (order.respondWithinMs != null) ensureAllowed(entry.link, 'see-private-responses');
    const forward = await call.forwards.add(entry.bin, order, call.origin);
    const [shown] = await forwardsJson(call, entry, [forward]);
    return json(shown, 201);
  });
});

export const { PUT, PATCH, DELETE } = rejectMethods('GET', 'HEAD', 'POST');
