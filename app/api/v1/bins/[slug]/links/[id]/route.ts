import { z } from 'zod';
import { fail } from '#lib/model/errors.ts';
import { shaped } from '#lib/model/read-json.ts';
import { answering, enter, noContent, refusing } from '../../../../../answer.ts';

/** Revokes a link: its key opens nothing any more, and pages open with it are told and let go. */
export const DELETE = answering<{ slug: string; id: string }>(async (call) => {
  const { bin } = await enter(call, 'revoke-links');
  const id = shaped(call.params.id, z.coerce.number().int().positive());
  const links = await call.store.links(bin.id);
  const link =
    links.find((candidate) => candidate.id === id) ?? fail('link-not-found', `There is no link ${id}.`);
  const owners = links.filter(({ role, expiresAt }) => role === 'owner' && expiresAt === null);
  if (owners.length === 1 && owners[0] === link) fail('last-owner-link');
  await call.store.removeLink(bin.id, id);
  call.announce.revoked(id);
  return noContent();
});

export const { GET, POST, PUT, PATCH } = refusing('DELETE');
