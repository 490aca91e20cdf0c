import { fail } from '#lib/model/errors.ts';
import { administering, binIn, binUseJson } from '../../../../admin.ts';
import { json, noContent, refusing } from '../../../../answer.ts';

type Params = { slug: string };

export const GET = administering<Params>(async (call) => {
  const bin = await binIn(call);
  const [use] = await call.store.binUsesOf([bin.id]);
  return json(binUseJson(use ?? fail('bin-not-found'), call));
});

/** Deletes a bin with all it keeps, for good: its owners cannot restore it. Whoever watches is told. */
export const DELETE = administering<Params>(async (call) => {
  const bin = await binIn(call);
  await call.store.deleteBin(bin.id, call.now);
  call.announce.closed(bin.id, 'bin-deleted');
  await call.store.removeBin(bin.id);
  call.note('bin deleted by the admin', { slug: bin.slug, sender: call.sender });
  return noContent();
});

export const { POST, PUT, PATCH } = refusing('GET', 'HEAD', 'DELETE');
