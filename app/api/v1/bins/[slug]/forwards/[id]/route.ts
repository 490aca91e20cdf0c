import { ensureAllowed } from '#lib/access/open-bin.ts';
import { forwardChangeShape } from '#lib/model/forward-input.ts';
import { forwardsJson } from '../../../../../forward-in.ts';
import { apiHandler, authorize, inputOf, json, noContent, rejectMethods } from '../../../../../handler.ts';

type Params = { slug: string; id: string };

/** A forward rule with its state. */
export const GET = apiHandler<Params>(async (call) => {
  const entry = await authorize(call, 'see-deliveries');
  const [shown] = await forwardsJson(call, entry, [await call.forwards.read(entry.bin, call.params.id)]);
  return json(shown);
});

/** Changes a rule. Requests that wait for another attempt are sent as the rule is then. */
export const PATCH = apiHandler<Params>(async (call) => {
  const entry = await authorize(call, 'send');
  const edit = await inputOf(call.request, forwardChangeShape);
  const { bin, link } = entry;
  const forward = await call.forwards.change(
    bin,
    call.params.id,
    edit,
    call.origin,
    ({ respondWithinMs }) => {
      // The response of a private destination would be seen by the sender, and by everybody who sees the bin.
      if (respondWithinMs !== null) ensureAllowed(link, 'see-private-responses');
    },
  );
  const [shown] = await forwardsJson(call, entry, [forward]);
  return json(shown);
});

/** Removes a rule with its queue, and stops what it is sending. */
export const DELETE = apiHandler<Params>(async (call) => {
  const { bin } = await authorize(call, 'send');
  await call.forwards.remove(bin, call.params.id);
  return noContent();
});

export const { POST, PUT } = rejectMethods('GET', 'HEAD', 'PATCH', 'DELETE');
