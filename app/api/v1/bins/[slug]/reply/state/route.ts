import { answering, enter, noContent, refusing } from '../../../../../answer.ts';

/** Lets every playbook of the bin begin anew. */
export const DELETE = answering<{ slug: string }>(async (call) => {
  const { bin } = await enter(call, 'change-settings');
  await call.store.resetPlays(bin.id);
  return noContent();
});

export const { GET, POST, PUT, PATCH } = refusing('DELETE');
