import { listenerJson } from '#lib/model/listener.ts';
import { apiHandler, authorize, json, rejectMethods } from '../../../../handler.ts';

/** The listeners of the bin: programs that send its captures to a server near them, and how far each has come. */
export const GET = apiHandler<{ slug: string }>(async (call) => {
  const { bin, captures } = await authorize(call, 'see-deliveries');
  const { head } = await captures.counts();
  const listeners = await call.store.listListeners(bin.id);
  return json({ listeners: listeners.map((one) => listenerJson(one, head, call.now)) });
});

export const { POST, PUT, PATCH, DELETE } = rejectMethods('GET', 'HEAD');
