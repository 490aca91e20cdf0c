import { hashKey, newKey } from '#lib/access/keys.ts';
import { apiHandler, authorize, json, rejectMethods } from '../../../../handler.ts';

/**
 * Gives the link of the caller another key, told this once. The one it came with opens nothing from then on, and pages open
 * with it are told and let go.
 */
export const POST = apiHandler<{ slug: string }>(async (call) => {
  const { link } = await authorize(call, 'rotate-key');
  const key = newKey();
  await call.store.changeLinkKey(link.id, hashKey(key));
  call.announce.revoked(link.id, 'key-rotated');
  return json({ key, inspectUrl: `${call.origin}/i/${key}` });
});

export const { GET, PUT, PATCH, DELETE } = rejectMethods('POST');
