import { resumeShape } from '#lib/model/forward-input.ts';
import { forwardsJson } from '../../../../../../forward-in.ts';
import { apiHandler, authorize, inputOf, json, rejectMethods } from '../../../../../../handler.ts';

/** Goes on where the rule was paused; with `skip`, after the requests received meanwhile. Also tries a failing destination at once. */
export const POST = apiHandler<{ slug: string; id: string }>(async (call) => {
  const entry = await authorize(call, 'send');
  const { skip } = await inputOf(call.request, resumeShape);
  const [shown] = await forwardsJson(call, entry, [
    await call.forwards.resume(entry.bin, call.params.id, skip),
  ]);
  return json(shown);
});

export const { GET, PUT, PATCH, DELETE } = rejectMethods('POST');
