import { z } from 'zod';
import { revokeLink } from '#lib/access/links.ts';
import { shaped } from '#lib/model/read-json.ts';
import { apiHandler, authorize, noContent, rejectMethods } from '../../../../../handler.ts';

/** Revokes a link. Pages opened with it are told, and get no further requests. */
export const DELETE = apiHandler<{ slug: string; id: string }>(async (call) => {
  const { bin } = await authorize(call, 'revoke-links');
  const id = shaped(call.params.id, z.coerce.number().int().positive());
  await revokeLink(call.store, bin.id, id);
  call.announce.revoked(id);
  return noContent();
});

export const { GET, POST, PUT, PATCH } = rejectMethods('DELETE');
