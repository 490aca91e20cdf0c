import { bearerKey, openDeletedBin } from '#lib/access/open-bin.ts';
import { isAllowed } from '#lib/access/permissions.ts';
import { fail } from '#lib/model/errors.ts';
import { binState } from '../../../../bin-json.ts';
import { apiHandler, askerOf, capturesOf, json, rejectMethods } from '../../../../handler.ts';

/** Restores a deleted bin. Requires the permission to delete it. */
export const POST = apiHandler<{ slug: string }>(async (call) => {
  const key = bearerKey(call.request.headers.get('authorization'));
  const entry = await openDeletedBin(call.store, key, call.now);
  const { bin, link } = entry;
  if (bin.slug !== call.params.slug.toLowerCase())
    fail('key-of-another-bin', `The key does not belong to the bin ${call.params.slug}.`);
  if (!isAllowed(link, 'delete-bin'))
    fail(
      'not-allowed',
      `Restoring a bin needs an owner link. This is ${link.role === 'editor' ? 'an editor' : 'a viewer'} link.`,
    );
  const restored = (await call.store.restoreBin(bin.id)) ?? fail('bin-not-found');
  const captures = await capturesOf(entry, askerOf(call, entry));
  return json(await binState({ bin: restored, link, captures }, call));
});

export const { GET, PUT, PATCH, DELETE } = rejectMethods('POST');
