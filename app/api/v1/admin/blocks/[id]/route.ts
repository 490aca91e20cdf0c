import { fail } from '#lib/model/errors.ts';
import { adminHandler } from '../../../../admin.ts';
import { noContent, rejectMethods } from '../../../../handler.ts';

/** Takes a block away: what it kept out is let in again at once here, within seconds in other processes. */
export const DELETE = adminHandler<{ id: string }>(async (call) => {
  const id = /^\d{1,9}$/.test(call.params.id) ? Number(call.params.id) : 0;
  if (!(await call.store.removeBlock(id)))
    fail('block-not-found', `There is no block with the ID ${call.params.id}.`);
  await call.readBlocks();
  call.note('A block was removed.', { block: id, sender: call.sender });
  return noContent();
});

export const { GET, POST, PUT, PATCH } = rejectMethods('DELETE');
