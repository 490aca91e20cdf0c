import { afterAll, beforeAll, expect, test } from 'vitest';
import { secretCipher } from '#lib/access/secrets/secret-cipher.ts';
import { writeSecrets } from '#lib/access/secrets/write-secrets.ts';
import { readConfig } from '#lib/config/read-config.ts';
import type { Bin } from '#lib/model/bin.ts';
import type { Capture, Header } from '#lib/model/capture.ts';
import type { NewReplay } from '#lib/model/delivery-input.ts';
import { providerOf } from '#lib/providers/index.ts';
import { signAs } from '#lib/providers/signature/sign.ts';
import { signatureResult } from '#lib/providers/signature/signature-result.ts';
import { received } from '../support/received.ts';
import { temporaryFolderFor } from '../support/temporary-folder.ts';
import { ended, type Running, replayOf, startRunning } from './running.ts';

const keys = { SECRET_KEY: 'a key that only this test knows: 0123456789' };
const asker = { name: 'a test' };
/** Long before any tolerance. */
const then = Date.UTC(2026, 0, 1);

let running: Running;
beforeAll(async () => {
  running = await startRunning(await temporaryFolderFor(afterAll), keys);
});
afterAll(() => running.close());

const secrets = {
  github: 'It’s a Secret to Everybody',
  stripe: 'whsec_5WbX5kEWLlfzsGNjH64I8lOOqUB6e8FH',
  twilio: '12345',
  linear: 'lin_wh_secret',
};

/** A request of a provider as it was signed then. */
async function signedThen(slug: string, id: keyof typeof secrets, headers: Header[], text: string) {
  const url = `${running.origin}/b/${slug}`;
  const signing = await signAs(
    providerOf(id)!,
    { method: 'POST', url, headers: [['Host', 'localhost'], ...headers], body: Buffer.from(text) },
    secrets[id],
    { now: then, id: 'msg_1' },
  );
  if (signing.state !== 'signed') throw new Error(signing.why);
  const { request } = signing;
  return received({
    target: request.url.slice(running.origin.length),
    prefixLength: `/b/${slug}`.length,
    headers: request.headers,
    body: request.body,
    receivedAt: then * 1000,
    provider: { id, event: null, deliveryId: null },
  });
}

let bins = 0;

/** A bin with a request of each of these providers, which keeps their secrets, except those of `without`. */
async function binWith(
  ids: readonly (keyof typeof secrets)[],
  without: readonly string[] = [],
): Promise<Bin> {
  bins += 1;
  const slug = `signed-${bins}`;
  const bin = await running.addBin(slug);
  const form: Header = ['Content-Type', 'application/x-www-form-urlencoded'];
  const requests = {
    github: () =>
      signedThen(
        slug,
        'github',
        [['X-GitHub-Delivery', 'aaaaaaaa-0000-4000-8000-000000000001']],
        '{"zen":1}',
      ),
    stripe: () => signedThen(slug, 'stripe', [], '{"id":"evt_1","object":"event"}'),
    twilio: () => signedThen(slug, 'twilio', [form], 'From=%2B1&To=%2B2'),
    linear: () => signedThen(slug, 'linear', [], `{"action":"create","webhookTimestamp":${then}}`),
  };
  const cipher = secretCipher(readConfig(keys).secretKeys!);
  const parts = { store: running.store, cipher, now: then };
  for (const id of ids) {
    await running.store.addCapture(bin.id, await requests[id]());
    if (!without.includes(id)) await writeSecrets(parts, bin, id, { secrets: [{ secret: secrets[id] }] });
  }
  return bin;
}

async function replayed(bin: Bin, order: NewReplay) {
  const given = replayOf({ pace: 'at-once', ...order });
  const { id } = await running.deliveries.startReplay(bin, given, undefined, {
    asker,
    origin: running.origin,
  });
  return ended(running, bin, id);
}

/** Whether the signature of a capture is valid at the time it was received. */
const resultOf = (
  { method, target, headers, body, receivedAt, provider }: Capture,
  id: keyof typeof secrets,
) =>
  signatureResult(
    { method, url: running.origin + target, headers, body },
    { provider: provider?.id ?? id, receivedAt: receivedAt / 1000 },
    [{ provider: id, secrets: [secrets[id]], areAllReadable: true }],
  );

const ids = ['github', 'stripe', 'twilio', 'linear'] as const;

test('requests that are signed anew are valid where they arrive, also where the URL or the body is signed', async () => {
  const bin = await binWith(ids);
  const other = await running.addBin(`other-${bins}`);
  const order: NewReplay = { to: { bin: other.slug }, signatures: 'same-delivery-id' };
  const plan = await running.deliveries.planReplay(bin, replayOf(order), undefined, asker);
  expect(plan).toMatchObject({ count: 4, signedAnew: 4 });
  expect(await replayed(bin, { ...order, pace: 'original' })).toMatchObject({
    results: [{ result: '200', count: 4 }],
  });
  const arrived = await running.capturesOf(other);
  expect(await Promise.all(arrived.map((capture, index) => resultOf(capture, ids[index]!)))).toEqual(
    ids.map(() => 'valid'),
  );
  expect(arrived[0]!.headers).toContainEqual(['X-GitHub-Delivery', 'aaaaaaaa-0000-4000-8000-000000000001']);

  // As they were received, the signed timestamps are too old and the signed URL is another one.
  const third = await running.addBin(`third-${bins}`);
  await replayed(bin, { to: { bin: third.slug }, pace: 'original' });
  const unchanged = await running.capturesOf(third);
  expect(await Promise.all(unchanged.map((capture, index) => resultOf(capture, ids[index]!)))).toEqual([
    'valid',
    'expired',
    'invalid',
    'expired',
  ]);
});

test('a new delivery ID is one that the receiver has not seen', async () => {
  const bin = await binWith(['github']);
  const other = await running.addBin(`other-${bins}`);
  await replayed(bin, { to: { bin: other.slug }, signatures: 'new-delivery-id' });
  const [capture] = await running.capturesOf(other);
  const id = capture!.headers.find(([name]) => name === 'X-GitHub-Delivery')?.[1];
  expect(id).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
  expect(id).not.toBe('aaaaaaaa-0000-4000-8000-000000000001');
  expect(await resultOf(capture!, 'github')).toBe('valid');
});

test('requests of providers without a secret are sent with the signatures they have', async () => {
  const bin = await binWith(['stripe', 'github'], ['github']);
  const other = await running.addBin(`other-${bins}`);
  const order: NewReplay = { to: { bin: other.slug }, signatures: 'same-delivery-id', pace: 'original' };
  const plan = await running.deliveries.planReplay(bin, replayOf(order), undefined, asker);
  expect(plan).toMatchObject({ count: 2, signedAnew: 1 });
  await replayed(bin, order);
  const [stripe, github] = await running.capturesOf(other);
  const [, original] = await running.capturesOf(bin);
  expect(await resultOf(stripe!, 'stripe')).toBe('valid');
  const signature = (capture: Capture) => capture.headers.filter(([name]) => /signature/i.test(name));
  expect(signature(github!)).toEqual(signature(original!));
});

test('a request that cannot be signed is not sent, and its delivery says why', async () => {
  const bin = await binWith(['github']);
  const long = Buffer.alloc(2 ** 20 + 1, 'x');
  await running.store.addCapture(
    bin.id,
    received({ body: long, provider: { id: 'github', event: null, deliveryId: null } }),
  );
  await running.store.addCapture(
    bin.id,
    received({
      provider: { id: 'github', event: null, deliveryId: null },
      body: Buffer.from('x'),
      bodySize: 9,
      truncated: true,
    }),
  );
  const other = await running.addBin(`other-${bins}`);
  const progress = await replayed(bin, { to: { bin: other.slug }, signatures: 'same-delivery-id' });
  expect(Object.fromEntries(progress.results.map(({ result, count }) => [result, count]))).toEqual({
    '200': 1,
    'signing-failed': 1,
    'capture-truncated': 1,
  });
  expect(await running.capturesOf(other)).toHaveLength(1);
  const { deliveries } = await running.deliveries.list(bin.id, { limit: 10, replay: progress.id });
  expect(
    deliveries.flatMap(({ attempts }) => attempts.flatMap(({ failure }) => failure?.detail ?? [])),
  ).toContain('Its body has 1048577 bytes. At most 1048576 bytes are signed anew.');
});
