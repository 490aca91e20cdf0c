import { expect, test } from 'vitest';
import type { CaptureJson } from '#lib/model/capture-json.ts';
import { newBin, sharedServer } from '../support/server.ts';
import { exchange } from '../support/wire.ts';

const server = sharedServer();
const lines = Array.from({ length: 4000 }, (_, index) => `n${index.toString(36)}: v`);

test('a request with thousands of different header lines is stored with every line', async () => {
  const bin = await newBin(server().origin);
  const head = [
    `POST /b/${bin.slug} HTTP/1.1`,
    'Host: localhost',
    ...lines,
    'Content-Length: 2',
    'Connection: close',
  ];
  const response = await exchange(server().port, `${head.join('\r\n')}\r\n\r\nok`);
  expect(response).toMatch(/^HTTP\/1\.1 200 /);
  const { headers, body } = (await (await bin.api('/captures/1')).json()) as CaptureJson;
  expect(headers.map(([name, value]) => `${name}: ${value}`)).toEqual(head.slice(1));
  expect(body).toMatchObject({ size: 2 });
});

test('the fields that the server reads are found also after thousands of others', async () => {
  const bin = await newBin(server().origin);
  const own = ['Host: localhost', `AUTHORIZATION: Bearer ${bin.key}`, 'Connection: close'];
  const head = [`GET /api/v1/bins/${bin.slug} HTTP/1.1`, ...lines, ...own];
  expect(await exchange(server().port, `${head.join('\r\n')}\r\n\r\n`)).toMatch(/^HTTP\/1\.1 200 /);
  const expecting = [`PUT /b/${bin.slug} HTTP/1.1`, 'Host: localhost', ...lines, 'Expect: 100-continue'];
  const more = ['Content-Length: 2', 'Connection: close'];
  expect(await exchange(server().port, `${[...expecting, ...more].join('\r\n')}\r\n\r\nok`)).toMatch(
    /^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 200 /,
  );
});
