import { expect, test } from 'vitest';
import type { CaptureJson } from '#lib/model/capture-json.ts';
import { newBin, sharedServer } from '../support/server.ts';
import { until } from '../support/until.ts';
import { exchange } from '../support/wire.ts';

const server = sharedServer();

/** Messages that Node's parser refuses, and what of its reason to expect. `{bin}` is the bin's path. */
const refused: [what: string, message: string, reason: RegExp][] = [
  [
    'a space in a field name',
    'POST {bin}/x HTTP/1.1\r\nHost: a\r\nBad Name: 1\r\n\r\n',
    /INVALID_HEADER_TOKEN/,
  ],
  ['a field value with NUL', 'POST {bin}/x HTTP/1.1\r\nHost: a\r\nX: a\0b\r\n\r\n', /INVALID_HEADER_TOKEN/],
  [
    'two lengths',
    'POST {bin}/x HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab',
    /CONTENT_LENGTH/,
  ],
  [
    'a length and chunks',
    'POST {bin}/x HTTP/1.1\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    /HPE_/,
  ],
  ['a method nobody knows', 'BREW {bin}/x HTTP/1.1\r\nHost: a\r\n\r\n', /INVALID_METHOD/],
  ['a version nobody knows', 'GET {bin}/x HTTP/9.9\r\nHost: a\r\n\r\n', /INVALID_VERSION/],
  ['a target that is not ASCII', 'GET {bin}/caf\xe9 HTTP/1.1\r\nHost: a\r\n\r\n', /INVALID_URL/],
  ['lines that end in LF alone', 'GET {bin}/x HTTP/1.1\nHost: a\n\n', /HPE_/],
];

test.each(refused)(
  '%s is a capture with the raw bytes and the reason, answered 400',
  async (_, template, reason) => {
    const bin = await newBin(server().origin);
    const message = template.replace('{bin}', new URL(bin.captureUrl).pathname);
    const answer = await exchange(server().port, message);
    expect(answer).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
    expect(answer).toContain('It was stored.');
    const capture = (await (await bin.api('/captures/latest')).json()) as CaptureJson;
    expect(capture).toMatchObject({ seq: 1, malformed: true, headers: [], reply: { status: 400 } });
    expect(capture.malformedReason).toMatch(reason);
    expect(capture.method).toBe(message.split(' ')[0]);
    expect(capture.target).toBe(message.split(' ')[1]);
    const body = Buffer.from(await (await bin.api('/captures/1/body')).arrayBuffer());
    expect(body.toString('latin1')).toBe(message);
  },
);

test('a chunk that is none makes the capture under way a cut one which says why', async () => {
  const bin = await newBin(server().origin);
  const path = new URL(bin.captureUrl).pathname;
  const head = `POST ${path} HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n`;
  const answer = await exchange(server().port, `${head}3\r\nabc\r\nzz\r\n`);
  expect(answer).toMatch(/^HTTP\/1\.1 400/);
  const capture = await until(async () => {
    const response = await bin.api('/captures/1');
    return response.ok ? ((await response.json()) as CaptureJson) : null;
  });
  expect(capture).toMatchObject({ aborted: true, malformed: true, body: { text: 'abc' } });
  expect(capture.malformedReason).toContain('HPE_INVALID_CHUNK_SIZE');
  expect((await (await bin.api()).json()).total).toBe(1);
});

test('a malformed message after a whole one on the same connection is a capture of its own', async () => {
  const bin = await newBin(server().origin);
  const path = new URL(bin.captureUrl).pathname;
  const good = `POST ${path}/good HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nok`;
  await exchange(server().port, `${good}POST ${path}/bad HTTP/1.1\r\nBad Name: 1\r\n\r\n`);
  const { captures } = (await (await bin.api('/captures')).json()) as { captures: CaptureJson[] };
  expect(captures.map(({ path, malformed }) => [path, malformed]).sort()).toEqual([
    ['/bad', true],
    ['/good', false],
  ]);
});

test('what names no bin is refused and leaves no trace', async () => {
  expect(await exchange(server().port, 'garbage\r\n\r\n')).toMatch(/^HTTP\/1\.1 400/);
  expect(await exchange(server().port, 'GET / HTTP/1.1\r\nBad Name: 1\r\n\r\n')).toMatch(/^HTTP\/1\.1 400/);
  expect(await exchange(server().port, `GET / HTTP/1.1\r\nX: ${'x'.repeat(70_000)}\r\n\r\n`)).toMatch(
    /^HTTP\/1\.1 431/,
  );
});

test('malformed messages are counted, those that name no bin too, which leave nothing else', async () => {
  const counted = async () => {
    const text = await (await fetch(`${server().origin}/metrics`)).text();
    return ['bin', 'elsewhere'].map((to) =>
      Number(new RegExp(`^wirebin_malformed_messages_total\\{to="${to}"\\} (\\d+)$`, 'm').exec(text)?.[1]),
    );
  };
  const bin = await newBin(server().origin);
  const [toBins, elsewhere] = await counted();
  await exchange(server().port, `BREW ${new URL(bin.captureUrl).pathname} HTTP/1.1\r\n\r\n`);
  await exchange(server().port, 'BREW /coffee HTTP/1.1\r\n\r\n');
  await exchange(server().port, '\x16\x03\x01\x02\0\x01\0\x01\xfc\x03\x03');
  expect(await counted()).toEqual([toBins! + 1, elsewhere! + 2]);
});
