import { createHash } from 'node:crypto';
import { ReadableStream } from 'node:stream/web';
import { describe, expect, test } from 'vitest';
import type { CaptureJson, CapturePage } from '#lib/model/capture-json.ts';
import { bulkFormats } from '#lib/transfer/export/index.ts';
import { heldBytes } from '../support/held-bytes.ts';
import { everyByte } from '../support/received.ts';
import { newBin, sharedServer, type TestBin } from '../support/server.ts';
import { ask } from '../support/wire.ts';
import { expectProblem } from './problem.ts';

const server = sharedServer({ environment: { TRUSTED_PROXIES: 'loopback', MAX_BODY_BYTES: '300000' } });

/** A bin with a request of every odd sort. */
async function oddBin(): Promise<TestBin> {
  const bin = await newBin(server().origin);
  const path = `/b/${bin.slug}`;
  const messages: (string | Uint8Array)[] = [
    `GET ${path}/a%2Fb?x=1&x=2 HTTP/1.1\r\nHost: a\r\nX-A: 1\r\nx-a: 2\r\nX-Empty:\r\nX-Raw: caf\xe9\r\n\r\n`,
    `POST ${path} HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 27\r\n\r\n{"id":12345678901234567890}`,
    Buffer.concat([
      Buffer.from(`PUT ${path}/bytes HTTP/1.1\r\nHost: a\r\nContent-Length: 256\r\n\r\n`),
      everyByte,
    ]),
    `POST ${path}/chunks HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nTrailer: X-T\r\n\r\n3\r\na\0b\r\n0\r\nX-T: 1\r\n\r\n`,
    `POST ${path} HTTP/1.0\r\nContent-Length: 400000\r\nX-Forwarded-For: 203.0.113.7\r\n\r\n${'x'.repeat(400_000)}`,
    `GET ${path}/bad HTTP/1.1\r\nHost: a\r\nno colon\r\n\r\n`,
    `GET http://proxy.example${path}/absolute HTTP/1.1\r\nHost: a\r\n\r\n`,
  ];
  for (const message of messages) await ask(server().port, message);
  await bin.api('/captures/2', { method: 'PATCH', body: '{"note":"look, \\"here\\"","pinned":true}' });
  await bin.api('/captures/3', { method: 'DELETE' });
  return bin;
}

test('an export can mask secrets, and names to mask are not ignored without that', async () => {
  const bin = await newBin(server().origin);
  const headers = { Authorization: 'Bearer a-secret-of-this-test', 'Content-Type': 'application/json' };
  await fetch(bin.captureUrl, { method: 'POST', headers, body: '{"email":"ana@example.com","ok":1}' });
  for (const format of bulkFormats.map(({ id }) => id)) {
    const plain = await exported(bin, format);
    expect([format, plain.includes('a-secret-of-this-test')]).toEqual([format, true]);
    const masked = await exported(bin, `${format}&redact=1&fields=email,card&filter=body:ana@example.com`);
    expect([format, masked.includes('[redacted]')]).toEqual([format, true]);
    expect([format, /a-secret-of-this-test|ana@example/.test(masked)]).toEqual([format, false]);
  }
  const response = await bin.api('/export?fields=email');
  expect(await expectProblem(response, 400, 'invalid-input')).toContain('redact: must be 1');
});

async function exported(bin: TestBin, format: string): Promise<string> {
  const response = await bin.api(`/export?format=${format}`);
  expect(response.status).toBe(200);
  return response.text();
}

const imported = (bin: TestBin, format: string, body: string) =>
  bin.api(`/import?format=${format}`, { method: 'POST', body });

describe.each(['ndjson', 'har'])('%s', (format) => {
  test('exported, imported and exported again is the same, byte for byte', async () => {
    const document = await exported(await oddBin(), format);
    const other = await newBin(server().origin);
    const answer = await imported(other, format, document);
    expect([answer.status, await answer.json()]).toEqual([200, { imported: 6 }]);
    expect(await exported(other, format)).toBe(document);
  });

  test('of an empty bin is a document too, and imports as nothing', async () => {
    const bin = await newBin(server().origin);
    const answer = await imported(bin, format, await exported(bin, format));
    // An empty document of lines has no entry; either way nothing is added.
    expect(await answer.json()).toEqual({ imported: 0 });
  });

  test('with a damaged entry keeps what came before it, and says which one it is', async () => {
    const document = await exported(await oddBin(), format);
    const bin = await newBin(server().origin);
    const damaged = document.replace(/("method":"POST","target":"[^"]*chunks")/, '$1,"seq":"three"');
    expect(damaged).not.toBe(document);
    const answer = await imported(bin, format, damaged);
    const problem = await expectProblem(answer, 400, 'invalid-input');
    expect(problem).toMatch(/^(?:Line|Entry) 3: seq.*2 captures were imported before the error\.$/);
    const page = (await (await bin.api('/captures')).json()) as CapturePage;
    expect(page.total).toBe(2);
  });

  test('whose body is not what its record says is refused', async () => {
    const document = await exported(await oddBin(), format);
    const bin = await newBin(server().origin);
    const forged = document.replace('12345678901234567890', '12345678901234567891');
    const answer = await imported(bin, format, forged);
    expect(await expectProblem(answer, 400, 'invalid-input')).toContain('sha256');
  });
});

describe('a HAR file of a browser', () => {
  const entry = {
    startedDateTime: '2026-11-24T08:00:00.123Z',
    time: 12.5,
    request: {
      method: 'POST',
      url: 'https://shop.example/orders?id=1#top',
      httpVersion: 'h2',
      headers: [
        { name: ':method', value: 'POST' },
        { name: 'x-name', value: 'café' },
      ],
      postData: { mimeType: 'application/json', text: '{"a":"é"}' },
    },
    response: { status: 201, statusText: 'Created' },
    timings: { send: 1.5, wait: 10, receive: 1 },
  };
  const log = (...entries: unknown[]) =>
    JSON.stringify({ log: { version: '1.2', pages: [{ entries: [{}] }], entries } }, null, 2);

  test('becomes captures that say what is known', async () => {
    const bin = await newBin(server().origin);
    const form = {
      ...entry,
      request: {
        method: 'PUT',
        url: 'http://a',
        headers: [],
        postData: { params: [{ name: 'a b', value: '&' }] },
      },
      response: { status: 0 },
    };
    expect(await (await imported(bin, 'har', log(entry, form))).json()).toEqual({ imported: 2 });
    const capture = (await (await bin.api('/captures/1')).json()) as CaptureJson;
    expect(capture).toMatchObject({
      method: 'POST',
      target: '/orders?id=1',
      httpVersion: '2.0',
      receivedAt: '2026-11-24T08:00:00.123Z',
      uploadMs: 1.5,
      scheme: 'https',
      via: 'fetch',
      headers: [
        [':method', 'POST'],
        ['x-name', 'caf\xc3\xa9'],
      ],
      body: { text: '{"a":"é"}', size: 10 },
      reply: { status: 201, ms: 12.5 },
    });
    expect(await (await bin.api('/captures/2')).json()).toMatchObject({
      method: 'PUT',
      target: '/',
      body: { text: 'a+b=%26' },
      reply: null,
    });
  });

  test.each([
    ['{}', 'The file is not a HAR file'],
    ['[]', 'The file is not a HAR file'],
    ['hello', 'The file is not a HAR file'],
    ['{"log":{"entries":[', 'The file is incomplete'],
    ['{"log":{"entries":[{"request":{"method":"GET"}}]}}', 'Entry 1: startedDateTime'],
    ['{"log":{"entries":[{]}}', 'Entry 1: '],
  ])('%s is refused with words', async (document, words) => {
    const answer = await imported(await newBin(server().origin), 'har', document);
    expect(answer.status).toBe(400);
    expect(((await answer.json()) as { detail: string }).detail).toContain(words);
  });
});

test.each(['ndjson', 'har'])('%s of garbage is refused soon, however long it is', async (format) => {
  const bin = await newBin(server().origin);
  for (const character of ['[', '{', '"', 'x']) {
    const startedAt = performance.now();
    const answer = await imported(bin, format, character.repeat(20_000_000));
    expect([character, answer.status]).toEqual([character, 400]);
    // Some seconds on a busy machine; work that grows with the square of the length takes hours.
    expect(performance.now() - startedAt).toBeLessThan(60_000);
  }
});

test('a Postman collection has an item for every request that can be sent', async () => {
  const bin = await oddBin();
  const collection = JSON.parse(await exported(bin, 'postman')) as {
    info: { name: string; schema: string };
    item: { request: { method: string; url: { raw: string } } }[];
  };
  expect(collection.info).toEqual({
    name: `Wirebin ${bin.slug}`,
    schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json',
  });
  expect(collection.item).toHaveLength(6);
  expect(collection.item[0]!.request.url.raw).toBe(`${server().origin}/b/${bin.slug}/a%2Fb?x=1&x=2`);
});

test('what cannot be imported is refused, naming what can', async () => {
  const bin = await newBin(server().origin);
  const answer = await imported(bin, 'csv', 'x');
  expect(await expectProblem(answer, 400, 'export-format-unknown')).toContain('ndjson, har');
});

/** Requests of half a megabyte. */
const many = process.env.NERVES ? 400 : 160;

test(`${many / 2} MB leave and come back while the server holds a part of it`, {
  timeout: 240_000,
}, async () => {
  const text = 'x'.repeat(500_000);
  const line = (seq: number) => `${JSON.stringify({ ...record, seq, body: { ...record.body, text } })}\n`;
  const digest = createHash('sha256').update(text).digest('hex');
  const record = {
    method: 'POST',
    target: '/b/x/y',
    path: '/y',
    httpVersion: '1.1',
    receivedAtMicros: 1_795_000_000_000_000,
    headersMs: 0.1,
    uploadMs: 0.2,
    peer: { address: '::1', port: 1 },
    scheme: 'http',
    tls: null,
    via: 'wire',
    aborted: false,
    malformedReason: null,
    note: null,
    pinned: false,
    reply: null,
    headers: [],
    trailers: [],
    body: { size: text.length, stored: text.length, sha256: digest, truncated: false, base64: null },
  };
  function* document() {
    for (let seq = 1; seq <= many; seq++) yield Buffer.from(line(seq));
  }
  const bin = await newBin(server().origin);
  const before = await heldBytes(server().process.pid!);
  let most = 0;
  const watching = setInterval(async () => {
    most = Math.max(most, await heldBytes(server().process.pid!));
  }, 20);
  const answer = await bin.api('/import?format=ndjson', {
    method: 'POST',
    body: ReadableStream.from(document()),
    duplex: 'half',
  } as RequestInit);
  expect(await answer.json()).toEqual({ imported: many });
  for (const format of ['ndjson', 'har']) {
    let bytes = 0;
    for await (const piece of (await bin.api(`/export?format=${format}`)).body!) bytes += piece.length;
    expect(bytes).toBeGreaterThan(many * text.length);
  }
  clearInterval(watching);
  process.stdout.write(
    `bulk: ${many / 2} MB in and twice out, ${Math.round((most - before) / 2 ** 20)} MiB more than before\n`,
  );
  expect(most - before).toBeLessThan(1.5 * many * text.length);
});
