import { describe, expect, test } from 'vitest';
import type { CaptureJson } from '#lib/model/capture-json.ts';
import { everyByte } from '../support/received.ts';
import { newBin, nextStart, sharedServer, type TestBin } from '../support/server.ts';
import { ask } from '../support/wire.ts';

// Servers and disks may be slow on a busy machine; what has to be quick is measured.
/** The same traffic through both doors: what every capture keeps, and what only the wire door can. */
describe.for([
  ['the wire door', 'wire', {}],
  ['the route-handler door', 'fetch', nextStart],
] as const)('through %s', ([, via, options]) => {
  const limit = 200_000;
  const server = sharedServer({ ...options, environment: { MAX_BODY_BYTES: String(limit) } });
  const onlyOnTheWire = via === 'wire';

  async function captured(bin: TestBin, seq: number | 'latest' = 'latest'): Promise<CaptureJson> {
    const response = await bin.api(`/captures/${seq}`);
    expect(response.status).toBe(200);
    return (await response.json()) as CaptureJson;
  }

  test('any usual method, path and query is captured and answered 200', async () => {
    const bin = await newBin(server().origin);
    for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
      const response = await fetch(`${bin.captureUrl}/orders/a%20b?id=1&id=2`, { method });
      expect([response.status, await response.text()]).toEqual([200, 'ok\n']);
      expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
      expect(response.headers.get('x-content-type-options')).toBe('nosniff');
      expect(response.headers.get('access-control-allow-origin')).toBe('*');
      expect(await captured(bin)).toMatchObject({
        method,
        target: `/b/${bin.slug}/orders/a%20b?id=1&id=2`,
        path: '/orders/a%20b?id=1&id=2',
        via,
        scheme: 'http',
        aborted: false,
        reply: { status: 200, complete: true },
      });
    }
    const head = await fetch(bin.captureUrl, { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
    expect(await captured(bin)).toMatchObject({ seq: 7, method: 'HEAD', path: '/' });
  });

  test('a body is kept byte for byte, with its digest', async () => {
    const bin = await newBin(server().origin);
    const body = Buffer.concat(Array.from({ length: 300 }, () => everyByte));
    expect((await fetch(bin.captureUrl, { method: 'POST', body })).status).toBe(200);
    const kept = Buffer.from(await (await bin.api('/captures/1/body')).arrayBuffer());
    expect(kept.equals(body)).toBe(true);
    expect((await captured(bin)).body).toMatchObject({
      size: body.length,
      stored: body.length,
      truncated: false,
    });
  });

  test('a body above MAX_BODY_BYTES is cut, flagged, told in its true size, and answered 200', async () => {
    const bin = await newBin(server().origin);
    const body = Buffer.alloc(3 * limit, 'abc');
    expect((await fetch(bin.captureUrl, { method: 'POST', body })).status).toBe(200);
    expect((await captured(bin)).body).toMatchObject({ size: 3 * limit, stored: limit, truncated: true });
  });

  test('captures sent together get 1, 2, 3 … without holes', async () => {
    const bin = await newBin(server().origin);
    const sending = Array.from({ length: 50 }, () => fetch(bin.captureUrl, { method: 'POST', body: 'x' }));
    for (const { status } of await Promise.all(sending)) expect(status).toBe(200);
    const page = (await (await bin.api('/captures?after=0')).json()) as {
      captures: CaptureJson[];
      head: number;
    };
    expect(page.captures.map(({ seq }) => seq)).toEqual(Array.from({ length: 50 }, (_, index) => index + 1));
    expect(page.head).toBe(50);
  });

  test('a browser’s preflight is granted', async () => {
    const bin = await newBin(server().origin);
    const headers = { 'Access-Control-Request-Method': 'PUT', 'Access-Control-Request-Headers': 'x-a' };
    const response = await fetch(bin.captureUrl, { method: 'OPTIONS', headers });
    expect(response.status).toBe(204);
    expect(response.headers.get('access-control-allow-methods')).toBe('PUT');
    expect(response.headers.get('access-control-allow-headers')).toBe('x-a');
  });

  test('the slug is read without case', async () => {
    const bin = await newBin(server().origin);
    expect((await fetch(`${server().origin}/b/${bin.slug.toUpperCase()}/x`)).status).toBe(200);
    expect((await captured(bin)).path).toBe('/x');
  });

  test('an unknown bin is answered with a 404 problem that any page may read', async () => {
    const response = await fetch(`${server().origin}/b/nosuchbin/x`, { method: 'POST', body: 'x' });
    expect(response.status).toBe(404);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(await response.json()).toMatchObject({
      code: 'bin-not-found',
      hint: expect.stringContaining(`${server().origin}/b/{slug}`),
    });
  });

  test(`the header fields are ${onlyOnTheWire ? 'kept in case and order, duplicates apart' : 'all there, but in lower case, sorted and merged'}`, async () => {
    const bin = await newBin(server().origin);
    const lines = [
      `POST /b/${bin.slug} HTTP/1.1`,
      'Host: a',
      'X-B: 1',
      'x-a: 2',
      'X-B: 3',
      'Content-Length: 0',
    ];
    expect((await ask(server().port, `${lines.join('\r\n')}\r\nConnection: close\r\n\r\n`)).status).toBe(200);
    const headers = (await captured(bin)).headers.filter(([name]) => /^x-[ab]$/i.test(name));
    const kept = [
      ['X-B', '1'],
      ['x-a', '2'],
      ['X-B', '3'],
    ];
    const merged = [
      ['x-a', '2'],
      ['x-b', '1, 3'],
    ];
    expect([...headers].sort()).toEqual(onlyOnTheWire ? [...kept].sort() : merged);
    if (onlyOnTheWire) expect(headers).toEqual(kept);
  });

  test(`the peer is ${onlyOnTheWire ? 'known' : 'not known'}, and no header is believed about it`, async () => {
    const bin = await newBin(server().origin);
    await fetch(bin.captureUrl, {
      headers: { 'X-Forwarded-For': '203.0.113.9', 'X-Real-IP': '203.0.113.9' },
    });
    const { peer } = await captured(bin);
    if (onlyOnTheWire)
      expect(peer).toEqual({
        address: expect.stringMatching(/^(127\.0\.0\.1|::1)$/),
        port: expect.any(Number),
      });
    else expect(peer).toEqual({ address: '', port: 0 });
  });

  test(`a path with // and a trailing slash is ${onlyOnTheWire ? 'captured as sent' : 'captured, or redirected by Next'}`, async () => {
    const bin = await newBin(server().origin);
    const lines = [`GET /b/${bin.slug}//a//b/ HTTP/1.1`, 'Host: a', 'Connection: close'];
    const { status } = await ask(server().port, `${lines.join('\r\n')}\r\n\r\n`);
    expect(status).toBe(onlyOnTheWire ? 200 : 308);
    if (onlyOnTheWire) expect((await captured(bin)).path).toBe('//a//b/');
    expect((await fetch(`${bin.captureUrl}/a/b/`)).status).toBe(200);
    expect((await captured(bin)).path).toBe('/a/b/');
  });

  test(`an unusual method is ${onlyOnTheWire ? 'captured' : 'refused by Next with 400 or 405'}`, async () => {
    const bin = await newBin(server().origin);
    for (const method of ['PROPFIND', 'TRACE', 'PURGE']) {
      const lines = [`${method} /b/${bin.slug} HTTP/1.1`, 'Host: a', 'Connection: close'];
      const { status } = await ask(server().port, `${lines.join('\r\n')}\r\n\r\n`);
      if (onlyOnTheWire) expect([method, status]).toEqual([method, 200]);
      else expect([400, 405, 500]).toContain(status);
    }
  });

  // Where Next runs alone it shows the page whatever the method.
  test.runIf(onlyOnTheWire)(
    'a message to an inspector’s address is answered 405 without the key',
    async () => {
      const bin = await newBin(server().origin);
      const response = await fetch(bin.inspectUrl, { method: 'POST', body: 'x' });
      expect(response.status).toBe(405);
      expect(await response.text()).not.toContain(bin.key);
      expect(response.headers.get('content-type')).toBe('application/problem+json');
    },
  );
});
