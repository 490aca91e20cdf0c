import { apiHandler, authorize, noContent, rejectMethods } from '../../../../../handler.ts';

/** Lets every playbook of the bin begin anew. */
export const DELETE = apiHandler<{ slug: string }>(async (call) => {
  const { bin } = await authorize(call, 'change-settings');
  await call.store.resetPlaybooks(bin.id);
  return noContent();
});

export const { GET, POST, PUT, PATCH } = rejectMethods('DELETE');
