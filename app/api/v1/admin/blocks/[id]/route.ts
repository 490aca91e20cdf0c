import { fail } from '#lib/model/errors.ts';
import { administering } from '../../../../admin.ts';
import { noContent, refusing } from '../../../../answer.ts';

/** Takes a block away: what it kept out is let in again at once here, within seconds in other processes. */
export const DELETE = administering<{ id: string }>(async (call) => {
  const id = /^\d{1,9}$/.test(call.params.id) ? Number(call.params.id) : 0;
  if (!(await call.store.removeBlock(id))) fail('block-not-found', `None has the number ${call.params.id}.`);
  await call.readBlocks();
  call.note('block taken away', { block: id, sender: call.sender });
  return noContent();
});

export const { GET, POST, PUT, PATCH } = refusing('DELETE');
