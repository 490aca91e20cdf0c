import { expect, test } from 'vitest';
import type { ProviderSecretsJson, SigningSecretsJson } from '#lib/model/signing-secret.ts';
import { newBin, sharedServer, type TestBin } from '../support/server.ts';
import { sendSigned, setSecrets } from '../support/signing-secrets.ts';
import { expectProblem } from './problem.ts';

const server = sharedServer({ environment: { SECRET_KEY: 'a key of this test, longer than 32 characters' } });
const put = (bin: TestBin, provider: string, secrets: unknown) =>
  bin.api(`/secrets/${provider}`, { method: 'PUT', body: JSON.stringify({ secrets }) });
const listed = async (bin: TestBin) => (await (await bin.api('/secrets')).json()) as SigningSecretsJson;

test('a new bin has no secrets, and says which providers it could have some of', async () => {
  const { enabled, providers, supported } = await listed(await newBin(server().origin));
  expect({ enabled, providers }).toEqual({ enabled: true, providers: [] });
  expect(supported).toContainEqual({ provider: 'github', name: 'GitHub', secret: 'Webhook secret' });
  expect(supported.map(({ provider }) => provider)).not.toContain('sns');
});

test('secrets can be written and not read: they are shown by fingerprint and date', async () => {
  const bin = await newBin(server().origin);
  const response = await setSecrets(bin, 'github', 'first');
  const shown = (await response.json()) as ProviderSecretsJson;
  expect(shown).toEqual({
    provider: 'github',
    secrets: [
      {
        fingerprint: expect.stringMatching(/^[\da-f]{8}$/),
        createdAt: expect.stringMatching(/^20.*Z$/),
        readable: true,
      },
    ],
  });
  expect((await listed(bin)).providers).toEqual([shown]);
  expect(await (await bin.api('/secrets/github')).json()).toEqual(shown);
});

test('a secret is replaced by another without a gap: both are accepted until the old one is removed', async () => {
  const bin = await newBin(server().origin);
  const first = (await (await setSecrets(bin, 'github', 'old')).json()) as ProviderSecretsJson;
  const { fingerprint: old } = first.secrets[0]!;
  const both = (await (
    await put(bin, 'github', [{ secret: 'new' }, { fingerprint: old }])
  ).json()) as ProviderSecretsJson;
  expect(both.secrets).toHaveLength(2);
  expect(both.secrets[1]).toEqual(first.secrets[0]);
  const results = async () => {
    for (const secret of ['old', 'new']) await sendSigned(bin, 'github', { secret });
    const page = (await (await bin.api('/captures?limit=2')).json()) as { captures: { signature: string }[] };
    return page.captures.map(({ signature }) => signature).reverse();
  };
  expect(await results()).toEqual(['valid', 'valid']);
  await put(bin, 'github', [{ fingerprint: both.secrets[0]!.fingerprint }]);
  expect(await results()).toEqual(['invalid', 'valid']);
  // The same secret again is the same one.
  const again = await put(bin, 'github', [{ secret: 'new' }, { secret: 'new' }]);
  expect(((await again.json()) as ProviderSecretsJson).secrets).toHaveLength(1);
});

test.each([
  ['github', [], /at least one secret/],
  ['github', Array.from({ length: 6 }, (_, index) => ({ secret: `s${index}` })), /at most 5/],
  ['github', [{ secret: '' }], /must not be empty|secrets/],
  ['github', [{ fingerprint: '00000000' }], /not that of a secret/],
  ['svix', [{ secret: 'whsec_!' }], /base64/],
  ['sns', [{ secret: 'x' }], /whose signatures can be verified/],
  ['nobody', [{ secret: 'x' }], /whose signatures can be verified/],
])('of %s, %j is refused in words', async (provider, secrets, words) => {
  const response = await put(await newBin(server().origin), provider, secrets);
  expect(await expectProblem(response, 400, 'invalid-input')).toMatch(words);
});

test('a bin keeps 20 secrets', async () => {
  const bin = await newBin(server().origin);
  const five = [1, 2, 3, 4, 5].map((index) => `secret ${index}`);
  for (const provider of ['github', 'stripe', 'slack', 'shopify'])
    expect((await setSecrets(bin, provider, ...five)).status).toBe(200);
  await expectProblem(await setSecrets(bin, 'zoom', 'one'), 409, 'secrets-full');
  expect((await setSecrets(bin, 'github', 'one')).status).toBe(200);
  expect((await setSecrets(bin, 'zoom', 'one')).status).toBe(200);
});

test('a clone has no secrets, and those of a removed provider are not found', async () => {
  const bin = await newBin(server().origin);
  await setSecrets(bin, 'github', 's');
  const clone = (await (await bin.api('/clone', { method: 'POST' })).json()) as { slug: string; key: string };
  const headers = { Authorization: `Bearer ${clone.key}` };
  const secrets = await fetch(`${server().origin}/api/v1/bins/${clone.slug}/secrets`, { headers });
  expect(((await secrets.json()) as SigningSecretsJson).providers).toEqual([]);
  expect((await bin.api('/secrets/github', { method: 'DELETE' })).status).toBe(204);
  await expectProblem(await bin.api('/secrets/github', { method: 'DELETE' }), 404, 'secret-not-found');
});
