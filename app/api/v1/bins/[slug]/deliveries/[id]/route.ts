import { readDelivery } from '../../../../../delivery-in.ts';
import { apiHandler, authorize, json, noContent, rejectMethods } from '../../../../../handler.ts';

type Params = { slug: string; id: string };

/** A delivery with its attempts. Bodies are included if they are short. */
export const GET = apiHandler<Params>(async (call) => {
  const entry = await authorize(call, 'see-deliveries');
  return json(await readDelivery(call, entry, call.params.id));
});

/** Stops a delivery that waits or is being sent; removes one that has ended. */
export const DELETE = apiHandler<Params>(async (call) => {
  const { bin } = await authorize(call, 'send');
  await call.deliveries.stopOrRemove(bin, call.params.id);
  return noContent();
});

export const { POST, PUT, PATCH } = rejectMethods('GET', 'HEAD', 'DELETE');
