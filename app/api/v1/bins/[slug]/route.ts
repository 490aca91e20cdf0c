import { fail } from '#lib/model/errors.ts';
import { binChangeShape } from '#lib/model/input.ts';
import { captureUrl } from '../../../../origin.ts';
import { answering, enter, inputOf, json, noContent, refusing } from '../../../answer.ts';
import { binJson, rightsJson } from '../../../bin-json.ts';

type Params = { slug: string };

export const GET = answering<Params>(async (call) => {
  const { bin, link, captures } = await enter(call, 'look');
  return json({
    ...binJson(bin, await captureUrl(bin.slug)),
    ...rightsJson(link),
    ...(await captures.counts()),
  });
});

export const PATCH = answering<Params>(async (call) => {
  const { bin, link, captures } = await enter(call, 'change-settings');
  const change = await inputOf(call.request, binChangeShape);
  const changed = (await call.store.changeBin(bin.id, change)) ?? fail('bin-not-found');
  return json({
    ...binJson(changed, await captureUrl(bin.slug)),
    ...rightsJson(link),
    ...(await captures.counts()),
  });
});

/** Deletes the bin with all it keeps. Whoever watches is told. */
export const DELETE = answering<Params>(async (call) => {
  const { bin } = await enter(call, 'delete-bin');
  await call.store.removeBin(bin.id);
  call.announce.closed(bin.id, 'bin-deleted');
  return noContent();
});

export const { POST, PUT } = refusing('GET', 'HEAD', 'PATCH', 'DELETE');
