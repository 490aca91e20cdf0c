import { fail } from '#lib/model/errors.ts';
import { plainSettings } from '#lib/reply/plain.ts';
import { shownSettings } from '#lib/reply/secrets.ts';
import { answering, enter, json, longInputOf, noContent, refusing } from '../../../../answer.ts';

type Params = { slug: string };

/** What the bin answers; where nobody has said, what it answers then. Written again it changes nothing. */
export const GET = answering<Params>(async (call) => {
  const { bin } = await enter(call, 'see-replies');
  return json(shownSettings((await call.store.reply(bin.id)) ?? plainSettings));
});

/** Says what the bin answers, all of it: what is left out has its default. Secrets that are left out are kept. */
export const PUT = answering<Params>(async (call) => {
  const { bin, asker } = await enter(call, 'change-settings');
  const written = await longInputOf(call, 'replySettings', asker);
  const settings = await call.workers.run(
    'readReply',
    { written, kept: await call.store.reply(bin.id), field: null },
    { asker },
  );
  if (!(await call.store.setReply(bin.id, settings))) fail('bin-not-found');
  return json(shownSettings(settings));
});

/** Takes back what was said: the bin answers as a new one. */
export const DELETE = answering<Params>(async (call) => {
  const { bin } = await enter(call, 'change-settings');
  if (!(await call.store.setReply(bin.id, null))) fail('bin-not-found');
  return noContent();
});

export const { POST, PATCH } = refusing('GET', 'HEAD', 'PUT', 'DELETE');
