import { generateKeyPairSync, sign } from 'node:crypto';
import { InteractionResponseType, InteractionType, verifyKey } from 'discord-interactions';
import { expect, test } from 'vitest';
import type { CaptureJson } from '#lib/model/capture-json.ts';
import { newBin, sharedServer, type TestBin } from '../support/server.ts';
import { expectProblem } from './problem.ts';

const server = sharedServer();
const { publicKey, privateKey } = generateKeyPairSync('ed25519');
const key = publicKey.export({ type: 'spki', format: 'der' }).subarray(-32).toString('hex');
const consumerSecret = 'z3ZX4v7mAAUGykl3EcmkqbartmuW8VFOOzCloLx9Q45P0hLrFu';

const failing = { default: { status: 503, body: 'no\n', delayMs: 60_000 } };
const set = (bin: TestBin, handshakes: object, more: object = {}) =>
  bin.api('/reply', { method: 'PUT', body: JSON.stringify({ ...more, handshakes }) });

/** As Discord sends: whether its own library finds the signature right is checked along the way. */
async function interaction(bin: TestBin, body: string, { isRight }: { isRight: boolean }) {
  const timestamp = String(Math.floor(Date.now() / 1000));
  const signature = sign(null, Buffer.from(`${timestamp}${isRight ? '' : ' '}${body}`), privateKey).toString(
    'hex',
  );
  expect(await verifyKey(body, signature, timestamp, key)).toBe(isRight);
  return fetch(bin.captureUrl, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      'X-Signature-Ed25519': signature,
      'X-Signature-Timestamp': timestamp,
    },
    body,
  });
}

const verification = (challenge: string) => ({
  method: 'POST',
  body: JSON.stringify({ type: 'url_verification', token: 'x', challenge }),
});

const captureOf = async (bin: TestBin, seq: number) =>
  (await (await bin.api(`/captures/${seq}`)).json()) as CaptureJson;

test('Slack gets its challenge at once, whatever rules say; its capture says what was answered and why', async () => {
  const bin = await newBin(server().origin);
  expect(await (await fetch(bin.captureUrl, verification('before'))).text()).toBe('ok\n');
  expect((await set(bin, { slack: { enabled: true } }, failing)).status).toBe(200);
  const answered = await fetch(bin.captureUrl, verification('3eZbrw1a'));
  expect(answered.status).toBe(200);
  expect(answered.headers.get('content-type')).toBe('text/plain; charset=utf-8');
  expect(answered.headers.get('x-content-type-options')).toBe('nosniff');
  expect(await answered.text()).toBe('3eZbrw1a');
  expect((await captureOf(bin, 2)).reply).toMatchObject({
    status: 200,
    by: 'handshake',
    provider: 'slack',
    step: 'URL verification',
    headers: expect.arrayContaining([['X-Content-Type-Options', 'nosniff']]),
    body: { text: '3eZbrw1a' },
  });

  // Off again, it is a request as any other.
  await set(bin, { slack: { enabled: false } });
  expect(await (await fetch(bin.captureUrl, verification('after'))).text()).toBe('ok\n');
  expect((await captureOf(bin, 3)).reply).not.toHaveProperty('provider');
});

test('Discord’s PING is answered, its test with a wrong signature refused, and commands get what the bin answers', async () => {
  const bin = await newBin(server().origin);
  await set(bin, { discord: { enabled: true, secret: key } }, { default: { status: 202 } });
  const ping = JSON.stringify({ id: '1', type: InteractionType.PING });
  const pong = await interaction(bin, ping, { isRight: true });
  expect(pong.headers.get('content-type')).toContain('application/json');
  expect([pong.status, await pong.json()]).toEqual([200, { type: InteractionResponseType.PONG }]);
  expect((await interaction(bin, ping, { isRight: false })).status).toBe(401);
  const command = JSON.stringify({ id: '2', type: InteractionType.APPLICATION_COMMAND });
  expect((await interaction(bin, command, { isRight: true })).status).toBe(202);
  expect((await interaction(bin, command, { isRight: false })).status).toBe(401);
  expect((await captureOf(bin, 2)).reply).toMatchObject({ status: 401, step: 'signature check' });
  expect((await captureOf(bin, 4)).reply).toMatchObject({ status: 401, provider: 'discord' });
});

test('X, CloudEvents and Trello are answered over the wire', async () => {
  const bin = await newBin(server().origin);
  await set(
    bin,
    {
      x: { enabled: true, secret: consumerSecret },
      cloudevents: { enabled: true },
      trello: { enabled: true },
    },
    failing,
  );
  const crc = await fetch(`${bin.captureUrl}/hook?crc_token=9b4507b3-9040-4669-9ca3-6b94edb50553`);
  expect(await crc.json()).toEqual({ response_token: 'sha256=Cytd4Sq+NvEcV3MMrXxWJGJx5A+y/lXzzU2Maartkx8=' });
  const options = await fetch(bin.captureUrl, {
    method: 'OPTIONS',
    headers: { 'WebHook-Request-Origin': 'eventemitter.example.com', 'WebHook-Request-Rate': '120' },
  });
  expect(options.status).toBe(200);
  expect(options.headers.get('webhook-allowed-origin')).toBe('eventemitter.example.com');
  expect(options.headers.get('webhook-allowed-rate')).toBe('*');
  expect((await fetch(bin.captureUrl, { method: 'HEAD' })).status).toBe(200);
});

test('a secret is kept, never shown, and used for what is tried', async () => {
  const bin = await newBin(server().origin);
  await set(bin, { x: { enabled: true, secret: consumerSecret } });
  const link = (await (await bin.api('/links', { method: 'POST', body: '{"role":"viewer"}' })).json()) as {
    key: string;
  };
  for (const path of ['', '/reply']) {
    for (const who of [bin.key, link.key]) {
      const shown = await (await bin.api(path, { key: who })).text();
      expect(shown).toContain('"x":{"enabled":true,"secret":true}');
      expect(shown).not.toContain(consumerSecret);
    }
  }
  // As it is shown it is written again, with another rule: the secret is still there.
  const { handshakes } = (await (await bin.api('/reply')).json()) as { handshakes: object };
  await set(bin, handshakes, failing);
  await fetch(`${bin.captureUrl}?crc_token=abc`);
  const tried = await bin.api('/reply/try', { method: 'POST', body: '{"capture":1}' });
  expect(await tried.json()).toMatchObject({
    chosenBy: { by: 'handshake', provider: 'x' },
    reply: {
      status: 200,
      step: 'challenge-response check',
      body: { text: expect.stringContaining('sha256=') },
    },
  });
});

test('settings name handshakes there are, with the secrets they need', async () => {
  const bin = await newBin(server().origin);
  expect(await expectProblem(await set(bin, { slak: { enabled: true } }), 400, 'invalid-input')).toContain(
    'handshakes: slak: there is no URL verification “slak”',
  );
  expect(await expectProblem(await set(bin, { zoom: { enabled: true } }), 400, 'invalid-input')).toContain(
    'handshakes: zoom: secret: the secret token is missing',
  );
  expect((await set(bin, { zoom: { enabled: false }, meta: { enabled: true } })).status).toBe(200);
});
