import { createHmac } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { request as send } from 'node:http';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { CaptureJson, CapturePage } from '#lib/model/capture-json.ts';
import { providerOf } from '#lib/providers/index.ts';
import type { Signed } from '#lib/providers/signature/scheme.ts';
import { signSample } from '#lib/samples/sign-sample.ts';
import { secretsFor } from '../providers/signing-secrets.ts';
import { everySample, made } from '../samples/every-sample.ts';
import {
  launchServer,
  newBin,
  sharedServer,
  startServer,
  type TestBin,
  temporaryFolder,
} from '../support/server.ts';
import { sendSigned, setSecrets } from '../support/signing-secrets.ts';
import { until } from '../support/until.ts';
import { watch } from '../support/watcher.ts';

const SECRET_KEY = 'a key of this test, longer than 32 characters';
const server = sharedServer({ environment: { SECRET_KEY } });

const latest = async (bin: TestBin) => (await (await bin.api('/captures/latest')).json()) as CaptureJson;
const resultOf = async (bin: TestBin) => (await latest(bin)).signature ?? null;

/** Sends a request as it is, with its headers in their order. Resolves with the status. */
function sendAsIs({ method, url, headers, body }: Signed): Promise<number> {
  return new Promise((resolve, reject) => {
    const { host } = new URL(url);
    const path = url.slice(new URL(url).origin.length);
    const fields = [['Host', host], ...headers, ['Content-Length', String(body.length)]].flat();
    send(new URL(url), { method, path, headers: fields as never }, (response) => {
      response.resume().on('end', () => resolve(response.statusCode!));
    })
      .on('error', reject)
      .end(body);
  });
}

/** One sample for each provider that signs. */
const samples = [...new Map(everySample.map((sample) => [sample[0], sample] as const)).values()].filter(
  ([id]) => providerOf(id)?.signatures,
);

describe.each(samples.map(([id, name, event]) => [id, name, event] as const))(
  'a sample of %s (%s)',
  (id, _, event) => {
    test('is valid with its secret, invalid with another, and missing where it is not signed', async () => {
      const bin = await newBin(server().origin);
      const [scheme] = providerOf(id)!.signatures!;
      const token = { sign: 'token-1', verify: 'token-1' };
      const secrets = scheme!.method.kind === 'token' ? token : secretsFor(scheme!);
      const now = Date.now();
      const sample = await made(id, event, now);
      const signing = await signSample(sample, { secret: secrets.sign, destination: bin.captureUrl, now });
      if (signing.state !== 'signed') {
        expect(sample.signing.canSign).toBe(false);
        return;
      }
      expect((await setSecrets(bin, id, secretsFor(scheme!).verify)).status).toBe(200);
      await sendAsIs(signing.request);
      expect(await resultOf(bin)).toBe('invalid');
      expect((await setSecrets(bin, id, secretsFor(scheme!).verify, secrets.verify)).status).toBe(200);
      await sendAsIs(signing.request);
      expect(await resultOf(bin)).toBe('valid');
      const body = new TextEncoder().encode('{}');
      await sendAsIs({ method: 'POST', url: bin.captureUrl, headers: [], body });
      expect(await resultOf(bin)).toBe('missing');
    });
  },
);

test('the verification of a URL, which its provider never signs, is not said to miss a signature', async () => {
  const bin = await newBin(server().origin);
  expect((await setSecrets(bin, 'meta', 'secret')).status).toBe(200);
  const body = new Uint8Array();
  const url = `${bin.captureUrl}?hub.mode=subscribe&hub.challenge=1`;
  await sendAsIs({ method: 'GET', url, headers: [], body });
  expect(await resultOf(bin)).toBeNull();
  await sendAsIs({ method: 'GET', url: bin.captureUrl, headers: [], body });
  expect(await resultOf(bin)).toBe('missing');
});

test('a signature with an old timestamp is expired, and a changed body invalid', async () => {
  const bin = await newBin(server().origin);
  await setSecrets(bin, 'stripe', 'whsec_1');
  await sendSigned(bin, 'stripe', { secret: 'whsec_1', now: Date.now() - 301_000 });
  expect(await resultOf(bin)).toBe('expired');
  await sendSigned(bin, 'stripe', { secret: 'whsec_1' });
  const { headers } = await latest(bin);
  const signature = headers.find(([name]) => name.toLowerCase() === 'stripe-signature')!;
  await sendAsIs({
    method: 'POST',
    url: bin.captureUrl,
    headers: [signature],
    body: new TextEncoder().encode('{"id":"evt_2"}'),
  });
  expect(await resultOf(bin)).toBe('invalid');
});

test('a bin without secrets checks nothing, and does so again once they are removed', async () => {
  const bin = await newBin(server().origin);
  await sendSigned(bin, 'github', { secret: 's' });
  expect(await latest(bin)).not.toHaveProperty('signature');
  await setSecrets(bin, 'github', 's');
  await sendSigned(bin, 'github', { secret: 's' });
  expect(await resultOf(bin)).toBe('valid');
  expect((await bin.api('/secrets/github', { method: 'DELETE' })).status).toBe(204);
  await sendSigned(bin, 'github', { secret: 's' });
  expect(await latest(bin)).not.toHaveProperty('signature');
});

test('bodies up to 1 MiB are checked, also those that are written in pieces; longer ones are not', async () => {
  const bin = await newBin(server().origin);
  await setSecrets(bin, 'github', 's');
  for (const [length, result] of [
    [256 * 1024, 'valid'],
    [2 ** 20, 'valid'],
    [2 ** 20 + 1, null],
  ] as const) {
    await sendSigned(bin, 'github', { secret: 's', body: 'x'.repeat(length) });
    expect([length, await resultOf(bin)]).toEqual([length, result]);
  }
});

test('a rule answers 401 to all that is not valid', async () => {
  const bin = await newBin(server().origin);
  await setSecrets(bin, 'github', 's');
  const rule = (when: string) => ({ name: 'Forged', when, answer: { status: 401 } });
  const settings = { rules: [rule('-signature:valid')], default: { status: 202 } };
  const written = await bin.api('/reply', { method: 'PUT', body: JSON.stringify(settings) });
  expect(written.status).toBe(200);
  expect((await sendSigned(bin, 'github', { secret: 's' })).status).toBe(202);
  expect((await sendSigned(bin, 'github', { secret: 'other' })).status).toBe(401);
  expect((await fetch(bin.captureUrl, { method: 'POST', body: '{}' })).status).toBe(401);
  expect((await latest(bin)).reply).toMatchObject({ by: 'rule', rule: { name: 'Forged' } });
});

test('the filter finds the results, masked links see them, exports and imports keep them', async () => {
  const bin = await newBin(server().origin);
  await setSecrets(bin, 'stripe', 'whsec_1');
  await sendSigned(bin, 'stripe', { secret: 'whsec_1' });
  await sendSigned(bin, 'stripe', { secret: 'whsec_2' });
  await sendSigned(bin, 'stripe', { secret: 'whsec_1', now: Date.now() - 1_000_000 });
  await fetch(bin.captureUrl, { method: 'POST', body: '{}' });
  const link = await bin.api('/links', { method: 'POST', body: '{"role":"viewer","redaction":{}}' });
  const { key } = (await link.json()) as { key: string };
  const seqsFor = async (filter: string, key?: string) => {
    const page = await bin.api(`/captures?filter=${encodeURIComponent(filter)}`, key ? { key } : {});
    return ((await page.json()) as CapturePage).captures.map(({ seq }) => seq);
  };
  for (const one of [undefined, key]) {
    expect(await seqsFor('signature:valid', one)).toEqual([1]);
    expect(await seqsFor('signature:invalid,missing', one)).toEqual([4, 2]);
    expect(await seqsFor('-signature:valid', one)).toEqual([4, 3, 2]);
  }
  const masked = (await (await bin.api('/captures/2', { key })).json()) as CaptureJson;
  expect(masked.signature).toBe('invalid');
  expect((await bin.api('/captures?filter=signature:forged')).status).toBe(400);

  for (const format of ['ndjson', 'har']) {
    const exported = await (await bin.api(`/export?format=${format}`)).text();
    const other = await newBin(server().origin);
    await other.api(`/import?format=${format}`, { method: 'POST', body: exported });
    const { captures } = (await (await other.api('/captures')).json()) as CapturePage;
    const results = captures.toReversed().map(({ signature }) => signature);
    expect([format, results]).toEqual([format, ['valid', 'invalid', 'expired', 'missing']]);
  }
});

test('live events have the result', async () => {
  const bin = await newBin(server().origin);
  await setSecrets(bin, 'github', 's');
  const watcher = watch(server().origin, { key: bin.key });
  try {
    await until(async () => watcher.joined.length > 0);
    await sendSigned(bin, 'github', { secret: 'other' });
    await until(async () => watcher.captures.length > 0);
    expect(watcher.captures[0]).toMatchObject({ signature: 'invalid' });
  } finally {
    watcher.socket.close();
  }
});

describe('after a restart', () => {
  test('with the same key, secrets work; with another, requests are stored and the log says why they are not checked', async () => {
    const folder = await temporaryFolder();
    const start = (environment: Record<string, string>) => launchServer({ folder, environment });
    let running = await start({ SECRET_KEY });
    const made = await newBin(running.origin);
    const { port } = running;
    const bin: TestBin = made;
    const at = (environment: Record<string, string>) => start({ ...environment, PORT: String(port) });
    // X verifies a URL with a challenge, and expects it signed with a secret.
    const challenge = async () => (await fetch(`${bin.captureUrl}?crc_token=9b4507b3`)).text();
    const token = createHmac('sha256', 'the consumer secret').update('9b4507b3').digest('base64');
    const signed = JSON.stringify({ response_token: `sha256=${token}` });
    const shown = async () => ((await (await bin.api('/reply')).json()) as { handshakes: object }).handshakes;
    const write = (handshakes: object) =>
      bin.api('/reply', { method: 'PUT', body: JSON.stringify({ handshakes }) });
    try {
      await setSecrets(bin, 'github', 'the secret of this bin');
      // Stored by a server without a key, before there was one.
      await running.stop();
      running = await at({});
      await write({ x: { enabled: true, secret: 'the consumer secret' } });
      expect(await challenge()).toBe(signed);
      await running.stop();

      running = await at({ SECRET_KEY });
      expect(await challenge()).toBe(signed);
      await sendSigned(bin, 'github', { secret: 'the secret of this bin' });
      expect(await resultOf(bin)).toBe('valid');
      await running.stop();

      running = await at({ SECRET_KEY: 'another key, also longer than 32 characters' });
      for (const _ of [1, 2]) expect((await sendSigned(bin, 'github', { secret: 'x' })).status).toBe(200);
      expect(await resultOf(bin)).toBeNull();
      expect(await (await bin.api('/secrets/github')).json()).toMatchObject({
        secrets: [{ readable: false }],
      });
      expect(running.log().match(/another SECRET_KEY/g)).toHaveLength(1);
      expect(running.log()).toMatch(/"unreadable":1,"msg":"Secrets for URL verification cannot be decrypted/);
      expect(await challenge()).toBe('ok\n');
      expect(await shown()).toEqual({ x: { enabled: true, secret: true, readable: false } });
      // Written as it is shown, it is kept.
      expect((await write(await shown())).status).toBe(200);
      await running.stop();

      running = await at({});
      await sendSigned(bin, 'github', { secret: 'x' });
      expect(await resultOf(bin)).toBeNull();
      expect(running.log()).toMatch(/SECRET_KEY, which is not set/);
      expect(await (await bin.api('/secrets')).json()).toMatchObject({ enabled: false });
      await running.stop();

      const rotated = 'another key, also longer than 32 characters';
      running = await at({ SECRET_KEY: rotated, SECRET_KEY_PREVIOUS: SECRET_KEY });
      await sendSigned(bin, 'github', { secret: 'the secret of this bin' });
      expect(await resultOf(bin)).toBe('valid');
      expect(await challenge()).toBe(signed);
      await running.stop();

      // Everything was encrypted with the new key: the previous one is not needed any more.
      running = await at({ SECRET_KEY: rotated });
      await sendSigned(bin, 'github', { secret: 'the secret of this bin' });
      expect(await resultOf(bin)).toBe('valid');
      expect(await challenge()).toBe(signed);
      expect(await shown()).toEqual({ x: { enabled: true, secret: true } });
      for (const file of ['wirebin.db', 'wirebin.db-wal']) {
        const bytes = await readFile(path.join(folder, file)).catch(() => Buffer.of());
        expect(bytes.includes('the secret of this bin')).toBe(false);
      }
    } finally {
      await running.stop('SIGKILL');
    }
  });
});

test('the secret is neither in the log nor in errors, however it is sent', async () => {
  const secret = 'whsec_verysecretvalue!';
  const running = await startServer({ environment: { SECRET_KEY, LOG_LEVEL: 'trace' } });
  const bin = await newBin(running.origin);
  const bodies = [
    { secrets: [{ secret }] },
    { secrets: [{ secret, more: 1 }] },
    { secrets: secret },
    { secret },
    { secrets: [{ fingerprint: secret }] },
  ];
  for (const provider of ['svix', 'stripe', 'nothing'])
    for (const body of bodies) {
      const response = await bin.api(`/secrets/${provider}`, { method: 'PUT', body: JSON.stringify(body) });
      expect(await response.text()).not.toContain('verysecret');
    }
  await sendSigned(bin, 'stripe', { secret: 'other' });
  for (const address of ['', '/secrets', '/secrets/stripe', '/captures/latest', '/export?format=ndjson'])
    expect(await (await bin.api(address)).text()).not.toContain('verysecret');
  expect(running.log() + running.output()).not.toContain('verysecret');
});
