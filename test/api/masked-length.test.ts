import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { copyTargets } from '#lib/copy-as/index.ts';
import { bulkFormats } from '#lib/transfer/export/index.ts';
import { newBin, sharedServer, type TestBin } from '../support/server.ts';
import { eventually, joined } from '../support/watcher.ts';
import { ask } from '../support/wire.ts';

const server = sharedServer();

/** The secrets of two bins that get the same requests otherwise. */
const secrets = ['q9', 'q9-a-much-longer-secret-0123456789-ABCDEFG'];

/** A request with a secret in one place, as raw bytes. */
type Place = (secret: string) => { path?: string; head?: readonly string[]; body?: string | Buffer };

const json = 'Content-Type: application/json';
const part = (head: string, content: string) =>
  `--x\r\nContent-Disposition: form-data; ${head}\r\n\r\n${content}\r\n`;
const places: Record<string, Place> = {
  json: (secret) => ({ head: [json], body: JSON.stringify({ password: secret, ok: 1 }) }),
  'a number': (secret) => ({ head: [json], body: `{"pin":${secret.length}${'0'.repeat(secret.length)}}` }),
  'nested json': (secret) => ({
    head: [json],
    body: JSON.stringify({ a: [JSON.stringify({ token: secret })] }),
  }),
  gzip: (secret) => ({
    head: [json, 'Content-Encoding: gzip'],
    body: gzipSync(JSON.stringify({ password: secret })),
  }),
  form: (secret) => ({
    head: ['Content-Type: application/x-www-form-urlencoded'],
    body: `a=1&password=${secret}`,
  }),
  multipart: (secret) => ({
    head: ['Content-Type: multipart/form-data; boundary=x'],
    body: `${part('name="password"', secret)}${part('name="f"; filename="a.txt"', secret)}--x--\r\n`,
  }),
  text: (secret) => ({ head: ['Content-Type: text/plain'], body: `the secret is ${secret}` }),
  bytes: (secret) => ({ body: Buffer.from(`\0\xff${secret}`, 'latin1') }),
  authorization: (secret) => ({ head: [`Authorization: Bearer ${secret}`, `Cookie: a=${secret}`] }),
  'a session': (secret) => ({ head: [`X-Session: ${secret}`, `X-Partner-Key: ${secret}`] }),
  'a host name': (secret) => ({ head: [`X-Forwarded-Host: user:${secret}@host.example`] }),
  'a signature': (secret) => ({
    head: [json, `X-Hub-Signature-256: sha256=${secret}`, 'X-GitHub-Event: push', 'X-GitHub-Delivery: d1'],
    body: '{"ref":"refs/heads/main"}',
  }),
  query: (secret) => ({ path: `/a?token=${secret}&x=1` }),
  'a path': (secret) => ({ path: `/v1/token/${secret}/items` }),
  // The same delivery as that of 'a signature': whether the body changed must not be told by what is masked.
  'a retry': (secret) => ({
    head: [json, 'X-GitHub-Event: push', 'X-GitHub-Delivery: d1'],
    body: JSON.stringify({ password: secret }),
  }),
  'a retry with the first secret': () => ({
    head: [json, 'X-GitHub-Event: push', 'X-GitHub-Delivery: d1'],
    body: JSON.stringify({ password: secrets[0] }),
  }),
  'the length of a part': (secret) => ({
    head: ['Content-Type: multipart/form-data; boundary=x'],
    body: `${part(`name="password"\r\nContent-Length: ${secret.length}`, secret)}--x--\r\n`,
  }),
  trailers: (secret) => ({
    head: ['Transfer-Encoding: chunked', json, 'Trailer: X-Token'],
    body: `2\r\n{}\r\n0\r\nX-Token: ${secret}\r\n\r\n`,
  }),
};

async function sendAll({ captureUrl }: TestBin, secret: string): Promise<void> {
  const { pathname } = new URL(captureUrl);
  for (const place of Object.values(places)) {
    const { path = '', head = [], body = '' } = place(secret);
    const isChunked = head.some((line) => line.startsWith('Transfer-Encoding'));
    const bytes = Buffer.from(body as string);
    const lines = [
      `POST ${pathname}${path} HTTP/1.1`,
      'Host: localhost',
      ...head,
      ...(isChunked ? [] : [`Content-Length: ${bytes.length}`]),
      'Connection: close',
    ];
    const message = Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`), bytes]);
    expect((await ask(server().port, message)).status).toBe(200);
  }
}

/** Without what differs between any two bins and requests: names, keys, ports, times and how long something took. */
function normal(text: string, bin: TestBin, key: string): string {
  const { pathname } = new URL(bin.captureUrl);
  const slug = pathname.split('/').at(-1)!;
  return text
    .replaceAll(key, 'KEY')
    .replaceAll(slug, 'SLUG')
    .replace(
      /("(?:ms|waited|gap|port|peerPort|micros|headersMicros|uploadMicros|receivedAtMicros|time|wait|receive|send|timeEpoch|requestTimeEpoch)":) ?[\d.]+/g,
      '$1 0',
    )
    .replace(/"[\w-]+(?:Ms|Micros)":[\d.]+/g, '"…":0')
    .replace(/\d{4}-\d\d-\d\d(?:T|[ +])\d\d[:.]\d\d[:.]\d\d(?:\.\d+)?Z?/g, 'TIME')
    .replace(/\d\d\/\w{3}\/\d{4}:\d\d:\d\d:\d\d \+0000/g, 'TIME')
    .replace(/\b[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}\b/g, 'UUID')
    .replace(/\b17\d{8,14}(?:\.\d+)?\b/g, 'EPOCH')
    .replace(/\b\d+(?:\.\d+)? ?(?:ms|µs)\b/g, 'TOOK');
}

async function everything(bin: TestBin, secret: string): Promise<Map<string, string>> {
  const created = await bin.api('/links', { method: 'POST', body: '{"role":"editor","redaction":{}}' });
  const { key } = (await created.json()) as { key: string };
  // A response that repeats the request, so that its length is that of the request.
  const echo = { default: { body: { text: '{{ body }}' }, template: true } };
  expect((await bin.api('/reply', { method: 'PUT', body: JSON.stringify(echo) })).status).toBe(200);
  const watcher = await joined(server().origin, { key });
  const events: string[] = [];
  watcher.socket.onAny((name, ...data) => events.push(`${name} ${JSON.stringify(data)}`));
  await sendAll(bin, secret);
  const count = Object.keys(places).length;
  await eventually(
    () => new Set([...watcher.captures, ...watcher.changes].map(({ seq }) => seq)).size === count,
    'every capture is told',
  );
  const ones = Array.from({ length: count }, (_, index) => `/captures/${index + 1}`);
  const addresses = [
    '',
    '/captures',
    '/captures?limit=3',
    ...['size:>40', 'size:<40', 'password', 'body:secret', 'header:content-length=4', '-redacted'].map(
      (filter) => `/captures?filter=${encodeURIComponent(filter)}`,
    ),
    `/wait?count=${count}`,
    ...['size:>60', '-path:/never'].map((filter) => `/wait?filter=${encodeURIComponent(filter)}`),
    // None matches: the response names those that almost do.
    `/wait?timeout=1&filter=${encodeURIComponent('path:/never size:<60 body:secret')}`,
    `/events?count=${count}`,
    '/report',
    '/timeline?buckets=1',
    ...['method', 'provider', 'event', 'path', 'type', 'status', 'signature'].map(
      (name) => `/captures/values?key=${name}`,
    ),
    ...bulkFormats.map(({ id }) => `/export?format=${id}`),
    ...ones,
    ...ones.flatMap((one) => [`${one}/body`, `${one}/body?decoded=1`, `${one}/attempts`]),
    ...ones.flatMap((one) => copyTargets.map(({ id }) => `${one}/as/${id}`)),
  ];
  const answers = new Map<string, string>();
  const fetchOne = async (address: string) => {
    const response = await bin.api(address, { key });
    const text = Buffer.from(await response.arrayBuffer()).toString('latin1');
    // The tag is that of what is shown, which has times in it.
    const tag = response.headers.get('etag');
    if (response.headers.get('content-type') === 'application/json' && tag !== null)
      expect(tag, address).toBe(`"${tagOf(Buffer.from(text, 'latin1'))}"`);
    const headers = [...response.headers].filter(
      ([name]) => !['date', 'content-length', 'server-timing', 'etag'].includes(name),
    );
    answers.set(address, normal(`${response.status} ${JSON.stringify(headers)}\n${text}`, bin, key));
  };
  for (let from = 0; from < addresses.length; from += 16)
    await Promise.all(addresses.slice(from, from + 16).map(fetchOne));
  for (const one of ['', ...ones.map((path) => path.replace('/captures', ''))]) {
    const page = await (await fetch(`${server().origin}/i/${key}${one}`)).text();
    // Chunks of a page are numbered by when they are ready.
    answers.set(
      `page ${one}`,
      String(normal(page, bin, key).includes(secret.slice(0, 20)) && secret.length > 20),
    );
  }
  const latest = new Map<string, string>();
  for (const capture of [...watcher.captures, ...watcher.changes])
    latest.set(
      `event ${capture.seq} ${'method' in capture ? 'captures' : 'changed'}`,
      JSON.stringify(capture),
    );
  const told = events.map((event) => normal(event, bin, key)).join('\n');
  answers.set('events that contain the secret', String(secret.length > 20 && told.includes(secret)));
  for (const [name, event] of latest) {
    const withoutReply = event.replace(/"reply":(?:null|\{[^{}]*\})/, '');
    if (name.endsWith('captures')) answers.set(name, normal(withoutReply, bin, key));
  }
  return answers;
}

/** The entity tag of a JSON response (docs/decisions/0071). */
const tagOf = (shown: Buffer) => createHash('sha256').update(shown).digest('base64url').slice(0, 27);

/** Where two texts differ, with what is around it. */
function differenceOf(one: string, other: string): [string, string] {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at++;
  return [one.slice(Math.max(0, at - 80), at + 60), other.slice(Math.max(0, at - 80), at + 60)];
}

test('whoever looks through a masked link learns nothing of how long a secret is', async () => {
  const bins = [await newBin(server().origin), await newBin(server().origin)];
  const [short, long] = [await everything(bins[0]!, secrets[0]!), await everything(bins[1]!, secrets[1]!)];
  expect(short!.size).toBeGreaterThan(300);
  const differing = [...short!].filter(([address, answer]) => {
    const other = long!.get(address);
    // A capture may be told in an event of its own, or in one of a change.
    return other !== undefined ? other !== answer : !address.startsWith('event');
  });
  expect(
    differing.map(([address, answer]) => [address, ...differenceOf(answer, long!.get(address)!)]),
  ).toEqual([]);
});
