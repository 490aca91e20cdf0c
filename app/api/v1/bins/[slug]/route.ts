import { fail } from '#lib/model/errors.ts';
import { binChangeShape } from '#lib/model/input.ts';
import { longestSettings } from '#lib/model/reply-settings-shape.ts';
import { captureUrl } from '../../../../origin.ts';
import { answering, enter, inputOf, json, noContent, refusing } from '../../../answer.ts';
import { binJson } from '../../../bin-json.ts';
import { replyIn } from '../../../reply-in.ts';

type Params = { slug: string };

export const GET = answering<Params>(async (call) => {
  const { bin, link } = await enter(call, 'look');
  return json({
    ...binJson(bin, await captureUrl(bin.slug), await call.store.reply(bin.id)),
    role: link.role,
    ...(await call.store.counts(bin.id)),
  });
});

export const PATCH = answering<Params>(async (call) => {
  const { bin, link } = await enter(call, 'change-settings');
  const { reply: written, ...change } = await inputOf(call.request, binChangeShape, longestSettings);
  let reply = await call.store.reply(bin.id);
  if (written !== undefined) {
    reply = written && (await replyIn(written, reply, 'reply'));
    await call.store.setReply(bin.id, reply);
  }
  const changed = (await call.store.changeBin(bin.id, change)) ?? fail('bin-not-found');
  return json({
    ...binJson(changed, await captureUrl(bin.slug), reply),
    role: link.role,
    ...(await call.store.counts(bin.id)),
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
