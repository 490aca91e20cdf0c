import { apiHandler, authorize, json, rejectMethods } from '../../../../handler.ts';
import { signingSecretsJson } from '../../../../signing-secrets-json.ts';

/** Which signing secrets the bin keeps, and which it could. */
export const GET = apiHandler<{ slug: string }>(async (call) => {
  const { bin } = await authorize(call, 'see-replies');
  return json(signingSecretsJson(call.cipher, bin.id, await call.store.listSecrets(bin.id)));
});

export const { POST, PUT, PATCH, DELETE } = rejectMethods('GET', 'HEAD');
