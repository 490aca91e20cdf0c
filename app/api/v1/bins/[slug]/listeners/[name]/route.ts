import { Failure, fail } from '#lib/model/errors.ts';
import {
  claimed,
  listenerClaimShape,
  listenerJson,
  listenerNamePattern,
  mostListeners,
} from '#lib/model/listener.ts';
import { apiHandler, authorize, inputOf, json, noContent, rejectMethods } from '../../../../../handler.ts';

type Params = { slug: string; name: string };

/** A listener, and the highest seq of the bin. */
export const GET = apiHandler<Params>(async (call) => {
  const { bin, captures } = await authorize(call, 'see-deliveries');
  const { head } = await captures.counts();
  const listener = (await call.store.listener(bin.id, call.params.name)) ?? notFound(call.params.name);
  return json(listenerJson(listener, head, call.now));
});

/** Says that a program listens with this name, and how far it has come. Adds the listener if there is none. */
export const PUT = apiHandler<Params>(async (call) => {
  const { bin, captures } = await authorize(call, 'send');
  const { name } = call.params;
  if (!listenerNamePattern.test(name))
    fail('invalid-input', 'name: must be 1 to 63 letters, digits, ".", "_" or "-"');
  const claim = await inputOf(call.request, listenerClaimShape);
  const { head } = await captures.counts();
  const listener = await call.store.changeListener(bin.id, name, (before, count) => {
    if (before === null && count >= mostListeners)
      throw new Failure('listeners-full', `A bin may have ${mostListeners} listeners.`);
    return claimed(before, name, claim, { head, now: call.now });
  });
  return json(
    listenerJson(listener ?? fail('bin-not-found', `The bin ${bin.slug} was deleted.`), head, call.now),
  );
});

/** Removes a listener. */
export const DELETE = apiHandler<Params>(async (call) => {
  const { bin } = await authorize(call, 'send');
  if (!(await call.store.removeListener(bin.id, call.params.name))) notFound(call.params.name);
  return noContent();
});

export const { POST, PATCH } = rejectMethods('GET', 'HEAD', 'PUT', 'DELETE');

function notFound(name: string): never {
  return fail('listener-not-found', `The bin has no listener ${name.slice(0, 63)}.`);
}
