import { hashKey, newKey } from '#lib/access/key.ts';
import { administering, binIn } from '../../../../../admin.ts';
import { json, refusing } from '../../../../../answer.ts';
import { linkJson } from '../../../../../bin-json.ts';

/**
 * Makes an owner's link to a bin: for one that was made by its first request, or whose owner lost the key. It is in the
 * log, and among the bin's links, under a name that tells its owners.
 */
export const POST = administering<{ slug: string }>(async (call) => {
  const bin = await binIn(call);
  const key = newKey();
  const link = await call.store.addLink({
    binId: bin.id,
    role: 'owner',
    label: 'Made by the admin of this server',
    keyHash: hashKey(key),
    expiresAt: null,
    now: call.now,
  });
  call.note('owner link made by the admin', { slug: bin.slug, link: link.id, sender: call.sender });
  return json({ ...linkJson(link, 0), key, inspectUrl: `${call.origin}/i/${key}` }, 201);
});

export const { GET, PUT, PATCH, DELETE } = refusing('POST');
