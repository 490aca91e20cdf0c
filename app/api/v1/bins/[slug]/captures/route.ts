import { z } from 'zod';
import { capturePageShape } from '#lib/model/input.ts';
import { answering, enter, json, queryOf, refusing } from '../../../../answer.ts';

type Params = { slug: string };

export const GET = answering<Params>(async (call) => {
  const { bin } = await enter(call, 'look');
  const page = queryOf(call.request, capturePageShape);
  return json(await call.store.list(bin.id, page));
});

/** Deletes all captures but the pinned ones. A parameter nobody knows may have been meant to spare some: it is refused. */
export const DELETE = answering<Params>(async (call) => {
  const { bin } = await enter(call, 'delete-captures');
  queryOf(call.request, z.strictObject({}));
  const { removed, upTo, kept } = await call.store.removeCaptures(bin.id);
  call.announce.removedUpTo(bin.id, upTo, kept);
  return json({ removed });
});

export const { POST, PUT, PATCH } = refusing('GET', 'HEAD', 'DELETE');
