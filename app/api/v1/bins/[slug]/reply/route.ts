import { fail } from '#lib/model/errors.ts';
import { defaultSettings } from '#lib/reply/default-settings.ts';
import { withoutSecrets } from '#lib/reply/handshake-secrets.ts';
import { apiHandler, authorize, json, longInputOf, noContent, rejectMethods } from '../../../../handler.ts';

type Params = { slug: string };

/** What the bin answers; where nobody has said, what it answers then. Written again it changes nothing. */
export const GET = apiHandler<Params>(async (call) => {
  const { bin } = await authorize(call, 'see-replies');
  return json(withoutSecrets((await call.store.readReplySettings(bin.id)) ?? defaultSettings));
});

/** Says what the bin answers, all of it: what is left out has its default. Secrets that are left out are kept. */
export const PUT = apiHandler<Params>(async (call) => {
  const { bin, asker } = await authorize(call, 'change-settings');
  const written = await longInputOf(call, 'replySettings', asker);
  const settings = await call.workers.run(
    'readReply',
    { written, kept: await call.store.readReplySettings(bin.id), field: null },
    { asker },
  );
  if (!(await call.store.writeReplySettings(bin.id, settings))) fail('bin-not-found');
  return json(withoutSecrets(settings));
});

/** Takes back what was said: the bin answers as a new one. */
export const DELETE = apiHandler<Params>(async (call) => {
  const { bin } = await authorize(call, 'change-settings');
  if (!(await call.store.writeReplySettings(bin.id, null))) fail('bin-not-found');
  return noContent();
});

export const { POST, PATCH } = rejectMethods('GET', 'HEAD', 'PUT', 'DELETE');
