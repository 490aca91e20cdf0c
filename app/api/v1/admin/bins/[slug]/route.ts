import { fail } from '#lib/model/errors.ts';
import { adminHandler, binIn, binUseJson } from '../../../../admin.ts';
import { json, noContent, rejectMethods } from '../../../../handler.ts';

type Params = { slug: string };

export const GET = adminHandler<Params>(async (call) => {
  const bin = await binIn(call);
  const [use] = await call.store.findBinUses([bin.id]);
  return json(binUseJson(use ?? fail('bin-not-found'), call));
});

/** Deletes a bin with all it keeps, for good: its owners cannot restore it. Whoever watches is told. */
export const DELETE = adminHandler<Params>(async (call) => {
  const bin = await binIn(call);
  await call.store.deleteBin(bin.id, call.now);
  call.announce.closed(bin.id, 'bin-deleted');
  await call.deliveries.stopAllOf(bin.id);
  await call.store.removeBin(bin.id);
  call.note('The admin deleted a bin.', { slug: bin.slug, sender: call.sender });
  return noContent();
});

export const { POST, PUT, PATCH } = rejectMethods('GET', 'HEAD', 'DELETE');
