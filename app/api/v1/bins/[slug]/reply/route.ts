import { fail } from '#lib/model/errors.ts';
import type { ReplySettings } from '#lib/model/reply-settings.ts';
import { defaultSettings } from '#lib/reply/default-settings.ts';
import { withoutSecrets } from '#lib/reply/handshake-secrets.ts';
import {
  apiHandler,
  authorize,
  type Call,
  longInputOf,
  noContent,
  rejectMethods,
} from '../../../../handler.ts';
import { checkMatch, taggedJson } from '../../../../tagged.ts';

type Params = { slug: string };

/** What the bin answers; where nobody has said, what it answers then. Written again it changes nothing. */
export const GET = apiHandler<Params>(async (call) => {
  const { bin } = await authorize(call, 'see-replies');
  const settings = await call.store.readReplySettings(bin.id);
  return taggedJson(call.request, withoutSecrets(settings ?? defaultSettings));
});

/** Says what the bin answers, all of it: what is left out has its default. Secrets that are left out are kept. */
export const PUT = apiHandler<Params>(async (call) => {
  const { bin, asker } = await authorize(call, 'change-settings');
  const written = await longInputOf(call, 'replySettings', asker);
  const kept = await call.store.readReplySettings(bin.id);
  const expected = expectedSettings(call, kept);
  const settings = await call.workers.run('readReply', { written, kept, field: null }, { asker });
  if (!(await call.store.writeReplySettings(bin.id, settings, expected))) fail('bin-not-found');
  return taggedJson(call.request, withoutSecrets(settings));
});

/** Takes back what was said: the bin answers as a new one. */
export const DELETE = apiHandler<Params>(async (call) => {
  const { bin } = await authorize(call, 'change-settings');
  const expected = expectedSettings(call, await call.store.readReplySettings(bin.id));
  if (!(await call.store.writeReplySettings(bin.id, null, expected))) fail('bin-not-found');
  return noContent();
});

/** The settings that are replaced, where `If-Match` names them; undefined where the request does not ask. */
function expectedSettings({ request }: Call<Params>, kept: ReplySettings | null) {
  return checkMatch(request, withoutSecrets(kept ?? defaultSettings)) ? kept : undefined;
}

export const { POST, PATCH } = rejectMethods('GET', 'HEAD', 'PUT', 'DELETE');
