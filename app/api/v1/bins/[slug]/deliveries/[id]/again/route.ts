import { deliveryWaitShape } from '#lib/model/delivery-input.ts';
import { readDelivery } from '../../../../../../delivery-in.ts';
import {
  apiHandler,
  authorize,
  inputLimit,
  json,
  queryOf,
  rejectMethods,
} from '../../../../../../handler.ts';
import { once } from '../../../../../../once.ts';

/** Sends a delivery once more, as another attempt. 202 while it is being sent; with `wait` 200 once it has ended. */
export const POST = apiHandler<{ slug: string; id: string }>(async (call) => {
  const entry = await authorize(call, 'send');
  const { wait } = queryOf(call.request, deliveryWaitShape);
  return once(call, inputLimit, async (call) => {
    const { delivery, ended } = await call.deliveries.again(entry.bin, call.params.id, call.origin);
    if (wait) await ended;
    return json(await readDelivery(call, entry, delivery.id), wait ? 200 : 202);
  });
});

export const { GET, PUT, PATCH, DELETE } = rejectMethods('POST');
