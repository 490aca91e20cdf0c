import { createLink } from '#lib/access/links.ts';
import { adminHandler, binIn } from '../../../../../admin.ts';
import { linkJson } from '../../../../../bin-json.ts';
import { inputLimit, json, rejectMethods } from '../../../../../handler.ts';
import { once } from '../../../../../once.ts';

/**
 * Makes an owner's link to a bin: for one that was made by its first request, or whose owner lost the key. It is in the
 * log, and among the bin's links, under a name that tells its owners.
 */
export const POST = adminHandler<{ slug: string }>(async (call) => {
  const bin = await binIn(call);
  return once(call, inputLimit, async (call) => {
    // The links of a bin are not counted: the admin can also help the owner of one that has as many as it may have.
    const { link, key } = await createLink(call.store, {
      binId: bin.id,
      role: 'owner',
      label: 'Created by the admin of this server',
      expiresAt: null,
      now: call.now,
    });
    call.note('The admin created an owner link.', { slug: bin.slug, link: link.id, sender: call.sender });
    return json({ ...linkJson(link, 0), key, inspectUrl: `${call.origin}/i/${key}` }, 201);
  });
});

export const { GET, PUT, PATCH, DELETE } = rejectMethods('POST');
