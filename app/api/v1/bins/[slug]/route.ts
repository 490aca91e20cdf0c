import { settingsIn } from '#lib/access/bin-settings.ts';
import { fail } from '#lib/model/errors.ts';
import { binDeletionShape } from '#lib/model/input.ts';
import { binState } from '../../../bin-json.ts';
import {
  apiHandler,
  authorize,
  json,
  longInputOf,
  noContent,
  queryOf,
  rejectMethods,
} from '../../../handler.ts';
import { taggedJson } from '../../../tagged.ts';

type Params = { slug: string };

export const GET = apiHandler<Params>(async (call) => {
  return taggedJson(call.request, await binState(await authorize(call, 'look'), call));
});

/** Changes what is said of the bin; with another slug its old address goes on leading to it for a while. */
export const PATCH = apiHandler<Params>(async (call) => {
  const { bin, link, asker, captures } = await authorize(call, 'change-settings');
  const { slug, reply: written, ...change } = await longInputOf(call, 'binChange', asker);
  const settings = settingsIn(change, call.config.limits);
  // Another name would be a way round a block.
  const isBlocked = (name: string) => call.gate.isSlugBlocked(name, call.now);
  if (slug !== undefined && (isBlocked(bin.slug) || isBlocked(slug))) fail('bin-blocked');
  const reply =
    written &&
    (await call.workers.run(
      'readReply',
      { written, kept: await call.store.readReplySettings(bin.id), field: 'reply' },
      { asker },
    ));
  if (slug !== undefined) await call.store.renameBin(bin.id, slug, call.now);
  if (reply !== undefined) await call.store.writeReplySettings(bin.id, reply);
  const changed = (await call.store.changeBin(bin.id, settings)) ?? fail('bin-not-found');
  call.announce.settings(bin.id);
  return json(await binState({ bin: changed, link, captures }, call));
});

/**
 * Deletes the bin: senders are answered 404 from now on, whoever watches is told, and the bin sends nothing more. For a day it can be restored, unless
 * `permanent=1` says otherwise.
 */
export const DELETE = apiHandler<Params>(async (call) => {
  const { bin, asker } = await authorize(call, 'delete-bin');
  const { permanent } = queryOf(call.request, binDeletionShape);
  await call.store.deleteBin(bin.id, call.now);
  call.announce.closed(bin.id, 'bin-deleted');
  await call.deliveries.stopAllOf(bin.id);
  if (permanent) await call.store.removeBin(bin.id, asker);
  return noContent();
});

export const { POST, PUT } = rejectMethods('GET', 'HEAD', 'PATCH', 'DELETE');
