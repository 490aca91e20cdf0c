import { writeSecrets } from '#lib/access/secrets/write-secrets.ts';
import { fail } from '#lib/model/errors.ts';
import { type StoredSecret, signingSecretsShape } from '#lib/model/signing-secret.ts';
import {
  apiHandler,
  authorize,
  type Call,
  inputOf,
  json,
  noContent,
  rejectMethods,
} from '../../../../../handler.ts';
import { providerSecretsJson } from '../../../../../signing-secrets-json.ts';

type Params = { slug: string; provider: string };

/** Which signing secrets the bin keeps of a provider. */
export const GET = apiHandler<Params>(async (call) => {
  const { bin } = await authorize(call, 'see-replies');
  const secrets = await secretsOf(call, bin.id);
  return json(providerSecretsJson(call.cipher, bin.id, call.params.provider, secrets));
});

/** Replaces the signing secrets of a provider. They can be written and not read: the response has their fingerprints. */
export const PUT = apiHandler<Params>(async (call) => {
  const { bin } = await authorize(call, 'change-settings');
  const { provider } = call.params;
  // Before the secret is read: a server that keeps none should not look at it.
  if (!call.cipher) fail('secrets-off');
  const input = await inputOf(call.request, signingSecretsShape);
  const secrets = await writeSecrets(call, bin, provider, input);
  call.announce.settings(bin.id);
  return json(providerSecretsJson(call.cipher, bin.id, provider, secrets));
});

/** Removes the signing secrets of a provider, also those that cannot be decrypted any more. */
export const DELETE = apiHandler<Params>(async (call) => {
  const { bin } = await authorize(call, 'change-settings');
  await secretsOf(call, bin.id);
  await call.store.writeSecrets(bin.id, call.params.provider, []);
  call.announce.settings(bin.id);
  return noContent();
});

async function secretsOf({ store, params }: Call<Params>, binId: number): Promise<StoredSecret[]> {
  const secrets = (await store.listSecrets(binId)).filter(({ provider }) => provider === params.provider);
  return secrets.length > 0 ? secrets : fail('secret-not-found');
}

export const { POST, PATCH } = rejectMethods('GET', 'HEAD', 'PUT', 'DELETE');
