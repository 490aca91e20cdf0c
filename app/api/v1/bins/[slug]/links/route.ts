import { hashKey, newKey } from '#lib/access/key.ts';
import { newLinkShape } from '#lib/model/input.ts';
import { answering, enter, inputOf, json, refusing } from '../../../../answer.ts';
import { linkJson } from '../../../../bin-json.ts';

type Params = { slug: string };

/** Makes a link. The key in the answer is told this once: only its hash is kept. */
export const POST = answering<Params>(async (call) => {
  const { bin } = await enter(call, 'make-links');
  const { role, label = null, expiresAt = null } = await inputOf(call.request, newLinkShape);
  const key = newKey();
  const link = await call.store.addLink({
    binId: bin.id,
    role,
    label,
    keyHash: hashKey(key),
    expiresAt: expiresAt === null ? null : Date.parse(expiresAt),
    now: call.now,
  });
  return json({ ...linkJson(link), key, inspectUrl: `${call.origin}/i/${key}` }, 201);
});

export const GET = answering<Params>(async (call) => {
  const { bin } = await enter(call, 'see-links');
  return json({ links: (await call.store.links(bin.id)).map(linkJson) });
});

export const { PUT, PATCH, DELETE } = refusing('GET', 'HEAD', 'POST');
