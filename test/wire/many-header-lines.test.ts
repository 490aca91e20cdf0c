import { expect, test } from 'vitest';
import type { CaptureJson } from '#lib/model/capture-json.ts';
import { newBin, sharedServer, startServer } from '../support/server.ts';
import { until } from '../support/until.ts';
import { exchange, openConnection } from '../support/wire.ts';

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

test('requests with many header lines are bounded together, and others are not affected', async () => {
  const { origin, port } = await startServer();
  const bin = await newBin(origin);
  const head = (more: string) =>
    [`POST /b/${bin.slug} HTTP/1.1`, 'Host: localhost', ...lines, more, 'Connection: close', '', ''].join(
      '\r\n',
    );
  // Their bodies do not come, so that they stay in progress: 50 times 4,003 lines.
  const sockets = await Promise.all(Array.from({ length: 60 }, () => openConnection(port)));
  for (const socket of sockets) socket.write(head('Content-Length: 5'));
  const rejected = async () =>
    Number(
      /^wirebin_refused_total\{why="busy"\} (\d+)$/m.exec(
        await (await fetch(`${origin}/metrics`)).text(),
      )![1],
    );
  await until(async () => (await rejected()) === 11);
  const late = await exchange(port, `${head('Content-Length: 2')}ok`);
  expect(late).toMatch(/^HTTP\/1\.1 503 /);
  expect(late).toMatch(/\r\nRetry-After: 1\r\n/i);
  expect(late).toContain('"code": "busy"');
  expect((await fetch(bin.captureUrl, { method: 'POST', body: 'short' })).status).toBe(200);
  for (const socket of sockets) socket.destroy();
  await until(async () =>
    (await exchange(port, `${head('Content-Length: 2')}ok`)).startsWith('HTTP/1.1 200 '),
  );
});
