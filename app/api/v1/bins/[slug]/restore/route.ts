import { bearerKey, openDeleted } from '#lib/access/entry.ts';
import { may } from '#lib/access/policy.ts';
import { fail } from '#lib/model/errors.ts';
import { answering, askerOf, capturesOf, json, refusing } from '../../../../answer.ts';
import { binState } from '../../../../bin-json.ts';

/** Takes a deletion back: whoever may delete a bin may restore it. */
export const POST = answering<{ slug: string }>(async (call) => {
  const key = bearerKey(call.request.headers.get('authorization'));
  const entry = await openDeleted(call.store, key, call.now);
  const { bin, link } = entry;
  if (bin.slug !== call.params.slug.toLowerCase())
    fail('key-of-another-bin', `The key does not open the bin ${call.params.slug}.`);
  if (!may(link, 'delete-bin')) fail('not-allowed', `A ${link.role} may not restore the bin.`);
  const restored = (await call.store.restoreBin(bin.id)) ?? fail('bin-not-found');
  const captures = await capturesOf(entry, askerOf(call, entry));
  return json(await binState({ bin: restored, link, captures }, call));
});

export const { GET, PUT, PATCH, DELETE } = refusing('POST');
