import { fail } from '#lib/model/errors.ts';
import { longestListenerDelivery } from '#lib/model/listener-delivery.ts';
import { readDelivery } from '../../../../../../delivery-in.ts';
import { apiHandler, authorize, json, longInputOf, rejectMethods } from '../../../../../../handler.ts';

type Params = { slug: string; name: string };

/** Records what a listener has sent, and the response. 201 with the delivery, also when it was recorded before. */
export const POST = apiHandler<Params>(async (call) => {
  const entry = await authorize(call, 'send');
  const { name } = call.params;
  const order = await longInputOf(call, 'listenerDelivery', entry.asker, longestListenerDelivery);
  if ((await call.store.listener(entry.bin.id, name)) === null)
    fail('listener-not-found', `The bin has no listener ${name.slice(0, 63)}.`);
  const { id } = await call.deliveries.recordOfListener(entry.bin, name, order);
  return json(await readDelivery(call, entry, id), 201);
});

export const { GET, HEAD, PUT, PATCH, DELETE } = rejectMethods('POST');
