import { readerOf } from '../../../../../delivery-in.ts';
import { apiHandler, authorize, json, rejectMethods } from '../../../../../handler.ts';

type Params = { slug: string; id: string };

/** The progress of a bulk replay. */
export const GET = apiHandler<Params>(async (call) => {
  const entry = await authorize(call, 'see-deliveries');
  return json(call.deliveries.replay(entry.bin.id, call.params.id, readerOf(entry)));
});

/** Stops a bulk replay, and returns what became of it. */
export const DELETE = apiHandler<Params>(async (call) => {
  const entry = await authorize(call, 'send');
  return json(await call.deliveries.stopReplay(entry.bin.id, call.params.id, readerOf(entry)));
});

export const { POST, PUT, PATCH } = rejectMethods('GET', 'HEAD', 'DELETE');
