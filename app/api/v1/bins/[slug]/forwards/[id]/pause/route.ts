import { forwardsJson } from '../../../../../../forward-in.ts';
import { apiHandler, authorize, json, rejectMethods } from '../../../../../../handler.ts';

/** Sends nothing more until the rule is resumed. Requests wait. What is being sent ends. */
export const POST = apiHandler<{ slug: string; id: string }>(async (call) => {
  const entry = await authorize(call, 'send');
  const [shown] = await forwardsJson(call, entry, [await call.forwards.pause(entry.bin, call.params.id)]);
  return json(shown);
});

export const { GET, PUT, PATCH, DELETE } = rejectMethods('POST');
