import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { copyTargets } from '#lib/copy-as/index.ts';
import type { CaptureJson, CapturePage } from '#lib/model/capture-json.ts';
import { everyByte } from '../support/received.ts';
import { newBin, sharedServer, type TestBin } from '../support/server.ts';
import { ask } from '../support/wire.ts';
import { expectProblem } from './problem.ts';

const server = sharedServer();
const patch = (bin: TestBin, path: string, edit: unknown) =>
  bin.api(path, { method: 'PATCH', body: JSON.stringify(edit) });

async function binWith(count: number): Promise<TestBin> {
  const bin = await newBin(server().origin);
  for (let index = 0; index < count; index += 1)
    await fetch(`${bin.captureUrl}/${index + 1}`, { method: 'POST', body: 'x' });
  return bin;
}

async function page(bin: TestBin, query = ''): Promise<CapturePage> {
  const response = await bin.api(`/captures${query}`);
  expect(response.status).toBe(200);
  expect(response.headers.get('cache-control')).toBe('no-store');
  return (await response.json()) as CapturePage;
}

const seqs = ({ captures }: CapturePage) => captures.map(({ seq }) => seq);

describe('the list', () => {
  test('of a new bin is empty', async () => {
    expect(await page(await binWith(0))).toEqual({ captures: [], head: 0, total: 0, next: null });
  });

  test('has the newest first and is walked with before, or the oldest first with after', async () => {
    const bin = await binWith(7);
    expect(seqs(await page(bin))).toEqual([7, 6, 5, 4, 3, 2, 1]);
    expect(await page(bin, '?limit=3')).toMatchObject({ head: 7, total: 7, next: 5 });
    expect(seqs(await page(bin, '?limit=3&before=5'))).toEqual([4, 3, 2]);
    expect(seqs(await page(bin, '?after=0&limit=2'))).toEqual([1, 2]);
    expect(await page(bin, '?after=5')).toMatchObject({ next: null, captures: [{ seq: 6 }, { seq: 7 }] });
    expect(seqs(await page(bin, '?after=99'))).toEqual([]);
    expect(seqs(await page(bin, '?before=1'))).toEqual([]);
  });

  test.for([
    ['?limit=0', 'limit'],
    ['?limit=1001', 'limit'],
    ['?limit=many', 'limit'],
    ['?limit=1.5', 'limit'],
    ['?limit=', 'limit'],
    ['?after=-1', 'after'],
    ['?after=', 'after'],
    ['?before=x', 'before'],
    ['?before=9007199254740993', 'before'],
    ['?aftr=1', 'aftr'],
    ['?after=1&after=2', 'after'],
  ] as const)('refuses %s, naming %s', async ([query, words]) => {
    const bin = await binWith(0);
    expect(await expectProblem(await bin.api(`/captures${query}`), 400, 'invalid-input')).toContain(words);
  });
});

describe('one capture', () => {
  test('is shown whole, as DESIGN has it', async () => {
    const bin = await newBin(server().origin);
    const body = '{"id":12345678901234567890}';
    const head = [
      `POST /b/${bin.slug}/orders?id=1 HTTP/1.1`,
      'Host: a',
      'X-A: 1',
      'x-a: 2',
      'Content-Type: application/json',
      'User-Agent: test',
      `Content-Length: ${body.length}`,
    ];
    await ask(server().port, `${head.join('\r\n')}\r\n\r\n${body}`);
    const response = await bin.api('/captures/1');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.json()).toEqual({
      seq: 1,
      method: 'POST',
      target: `/b/${bin.slug}/orders?id=1`,
      path: '/orders?id=1',
      httpVersion: '1.1',
      headers: [
        ['Host', 'a'],
        ['X-A', '1'],
        ['x-a', '2'],
        ['Content-Type', 'application/json'],
        ['User-Agent', 'test'],
        ['Content-Length', String(body.length)],
      ],
      trailers: [],
      body: {
        size: 27,
        stored: 27,
        sha256: createHash('sha256').update(body).digest('hex'),
        truncated: false,
        text: body,
        base64: null,
      },
      contentType: 'application/json',
      userAgent: 'test',
      receivedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      receivedAtMicros: expect.any(Number),
      headersMs: expect.any(Number),
      uploadMs: expect.any(Number),
      peer: { address: '127.0.0.1', port: expect.any(Number) },
      client: null,
      scheme: 'http',
      tls: null,
      via: 'wire',
      aborted: false,
      malformed: false,
      malformedReason: null,
      note: null,
      pinned: false,
      provider: null,
      reply: {
        status: 200,
        ms: expect.any(Number),
        complete: true,
        bodySent: 3,
        headers: [
          ['Access-Control-Allow-Origin', '*'],
          ['Content-Type', 'text/plain; charset=utf-8'],
          ['X-Content-Type-Options', 'nosniff'],
        ],
        body: { size: 3, truncated: false, text: 'ok\n', base64: null },
      },
    });
  });

  test('carries a body of up to 64 KiB, as text when it is UTF-8, else in base64; longer ones are fetched', async () => {
    const bin = await newBin(server().origin);
    const bodies = ['\ufeffcaf\u00e9 \u{1f600}\0', everyByte, 'x'.repeat(65_536), 'x'.repeat(65_537)];
    for (const body of bodies) await fetch(bin.captureUrl, { method: 'POST', body });
    const bodyOf = async (seq: number) =>
      ((await (await bin.api(`/captures/${seq}`)).json()) as CaptureJson).body;
    expect(await bodyOf(1)).toMatchObject({ text: bodies[0], base64: null });
    expect(await bodyOf(2)).toMatchObject({ text: null, base64: Buffer.from(everyByte).toString('base64') });
    expect(await bodyOf(3)).toMatchObject({ text: bodies[2], size: 65_536 });
    expect(await bodyOf(4)).toMatchObject({ text: null, base64: null, size: 65_537 });
  });

  test('is found by its number or as the latest', async () => {
    const bin = await binWith(3);
    expect(await (await bin.api('/captures/2')).json()).toMatchObject({ seq: 2, path: '/2' });
    expect(await (await bin.api('/captures/latest')).json()).toMatchObject({ seq: 3 });
    expect(await expectProblem(await bin.api('/captures/4'), 404, 'capture-not-found')).toContain('4');
    await expectProblem(await (await binWith(0)).api('/captures/latest'), 404, 'capture-not-found');
  });

  test.for(['0', '-1', '1.5', 'x', 'LATEST', '2147483648', '1e1', '0x1', '%20'])(
    '%s is no number of a capture',
    async (seq) => {
      const bin = await binWith(1);
      await expectProblem(await bin.api(`/captures/${seq}`), 400, 'invalid-input');
    },
  );

  test('is pinned and noted, each apart from the other', async () => {
    const bin = await binWith(2);
    expect(await (await patch(bin, '/captures/1', { pinned: true })).json()).toMatchObject({
      pinned: true,
      note: null,
    });
    expect(await (await patch(bin, '/captures/latest', { note: 'look' })).json()).toMatchObject({
      seq: 2,
      note: 'look',
    });
    expect(await (await bin.api('/captures/1')).json()).toMatchObject({ pinned: true, note: null });
    expect(await (await patch(bin, '/captures/1', {})).json()).toMatchObject({ pinned: true });
  });

  test.for([
    [{ pinned: 'yes' }, /^pinned: /],
    [{ note: 'x'.repeat(4001) }, /^note: /],
    [{ method: 'PUT' }, /method/],
  ] as const)('refuses the change %j', async ([edit, words]) => {
    const bin = await binWith(1);
    expect(await expectProblem(await patch(bin, '/captures/1', edit), 400, 'invalid-input')).toMatch(words);
  });

  test('is deleted once', async () => {
    const bin = await binWith(2);
    expect((await bin.api('/captures/1', { method: 'DELETE' })).status).toBe(204);
    await expectProblem(await bin.api('/captures/1', { method: 'DELETE' }), 404, 'capture-not-found');
    await expectProblem(await patch(bin, '/captures/1', { pinned: true }), 404, 'capture-not-found');
    expect(await page(bin)).toMatchObject({ head: 2, total: 1 });
    await expectProblem(await bin.api('/captures/latest', { method: 'DELETE' }), 400, 'invalid-input');
  });

  test('all are deleted but the pinned, and a parameter nobody knows deletes none', async () => {
    const bin = await binWith(4);
    await patch(bin, '/captures/2', { pinned: true });
    const misspelt = await bin.api('/captures?fitler=method:GET', { method: 'DELETE' });
    expect(await expectProblem(misspelt, 400, 'invalid-input')).toContain(
      'fitler: is not a parameter here. Use filter.',
    );
    const named = await expectProblem(await bin.api('/export?formt=har'), 400, 'invalid-input');
    expect(named).toMatch(/formt: is not a parameter here\. Use format, .* or \w+\./);
    const elsewhere = await expectProblem(await bin.api('/captures/export?format=har'), 400, 'invalid-input');
    expect(elsewhere).toContain('seq: must be a capture number or latest');
    expect(seqs(await page(bin))).toHaveLength(4);
    expect(await (await bin.api('/captures', { method: 'DELETE' })).json()).toEqual({ removed: 3 });
    expect(seqs(await page(bin))).toEqual([2]);
    await fetch(bin.captureUrl);
    expect(seqs(await page(bin))).toEqual([5, 2]);
  });
});

describe('the body', () => {
  async function binWithBody(body: string | Uint8Array, contentType = 'application/json'): Promise<TestBin> {
    const bin = await newBin(server().origin);
    const headers = { 'Content-Type': contentType };
    await fetch(bin.captureUrl, { method: 'POST', body: body as BodyInit, headers });
    return bin;
  }
  const range = (bin: TestBin, value: string, more: Record<string, string> = {}) =>
    bin.api('/captures/1/body', { headers: { Range: value, ...more } });

  test('is downloaded byte for byte, in a way no browser runs', async () => {
    const html = '<script>alert(1)</script>';
    const bin = await binWithBody(html, 'text/html');
    const response = await bin.api('/captures/1/body');
    expect(response.status).toBe(200);
    expect(await response.text()).toBe(html);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-disposition': 'attachment; filename="capture-1.html"',
      'content-security-policy': "sandbox; default-src 'none'",
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
      'accept-ranges': 'bytes',
      'cache-control': 'no-store',
      etag: `"${createHash('sha256').update(html).digest('hex')}"`,
    });
  });

  test('with every byte value, and with none, is the same as was sent', async () => {
    for (const body of [everyByte, new Uint8Array()]) {
      const bin = await binWithBody(body);
      expect(Buffer.from(await (await bin.api('/captures/1/body')).arrayBuffer())).toEqual(Buffer.from(body));
    }
  });

  test('a file name takes nothing from the sender but the kind', async () => {
    const bin = await binWithBody('x', 'evil/"; filename="../../x.exe');
    const { headers } = await bin.api('/captures/1/body');
    expect(headers.get('content-disposition')).toBe('attachment; filename="capture-1.bin"');
  });

  test.for([
    ['bytes=0-3', '0123', 'bytes 0-3/10'],
    ['bytes=4-', '456789', 'bytes 4-9/10'],
    ['bytes=-3', '789', 'bytes 7-9/10'],
    ['bytes=-30', '0123456789', 'bytes 0-9/10'],
    ['bytes=9-99', '9', 'bytes 9-9/10'],
    ['bytes=0-0', '0', 'bytes 0-0/10'],
  ] as const)('Range: %s is answered 206 with that part', async ([value, part, contentRange]) => {
    const response = await range(await binWithBody('0123456789'), value);
    expect([response.status, await response.text()]).toEqual([206, part]);
    expect(response.headers.get('content-range')).toBe(contentRange);
  });

  test.for(['bytes=3-2', 'bytes=0-1,3-4', 'items=0-1', 'bytes=', 'bytes=a-b'])(
    'Range: %s is no range to serve: the whole is sent',
    async (value) => {
      const response = await range(await binWithBody('0123456789'), value);
      expect([response.status, await response.text()]).toEqual([200, '0123456789']);
    },
  );

  test.for(['bytes=10-', 'bytes=10-20', 'bytes=-0'])(
    'Range: %s is answered 416, saying how long the body is',
    async (value) => {
      const response = await range(await binWithBody('0123456789'), value);
      expect(response.headers.get('content-range')).toBe('bytes */10');
      expect(await expectProblem(response, 416, 'range-not-satisfiable')).toContain('10');
    },
  );

  test('a range of a body that has changed meanwhile is not served (If-Range)', async () => {
    const bin = await binWithBody('0123456789');
    const etag = `"${createHash('sha256').update('0123456789').digest('hex')}"`;
    expect((await range(bin, 'bytes=0-1', { 'If-Range': etag })).status).toBe(206);
    expect((await range(bin, 'bytes=0-1', { 'If-Range': '"another"' })).status).toBe(200);
  });

  test('takes no parameter it does not know', async () => {
    const bin = await binWithBody('x');
    await expectProblem(await bin.api('/captures/1/body?decodd=1'), 400, 'invalid-input');
  });
});

describe('a copy', () => {
  test('as curl is text that no browser runs, and names this server', async () => {
    const bin = await binWith(1);
    const response = await bin.api('/captures/1/as/curl');
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'text/plain; charset=utf-8',
      'content-security-policy': "sandbox; default-src 'none'",
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    });
    const text = await response.text();
    expect(text).toMatch(/^curl /);
    expect(text).toContain(`${server().origin}/b/${bin.slug}/1`);
  });

  test('may go elsewhere, without its secrets and what belongs to one connection', async () => {
    const bin = await binWith(1);
    await fetch(`${bin.captureUrl}/orders?id=1`, {
      method: 'POST',
      headers: { Authorization: 'Bearer very-secret-token-1234', 'X-Forwarded-For': '1.2.3.4' },
      body: 'x',
    });
    const copy = async (query: string) => (await bin.api(`/captures/2/as/http-message?${query}`)).text();
    const [remark, line, ...rest] = (
      await copy('to=http://localhost:8080/hook&redact=1&drop=hop-by-hop,proxy')
    ).split(/\r?\n/);
    expect(remark).toMatch(/^# 1 value that looks like a secret is masked\./);
    expect(line).toBe('POST /hook/orders?id=1 HTTP/1.1');
    expect(rest).toContain('host: localhost:8080');
    expect(rest.join('\n')).not.toMatch(/very-secret|X-Forwarded|Connection:/i);
    expect(await copy('path=without-prefix')).toMatch(/^POST \/orders\?id=1 HTTP/);
    expect(await copy('to=http://localhost&path=with-prefix&host=as-sent')).toContain(
      `POST /b/${bin.slug}/orders?id=1 HTTP/1.1\r\nhost: ${new URL(server().origin).host}`,
    );
    await expectProblem(await bin.api('/captures/2/as/curl?to=localhost'), 400, 'invalid-input');
    await expectProblem(await bin.api('/captures/2/as/curl?drop=cookies'), 400, 'invalid-input');
  });

  test('says what it is', async () => {
    const bin = await binWith(1);
    for (const { id, mediaType } of copyTargets) {
      const response = await bin.api(`/captures/1/as/${id}`);
      expect([id, response.status, response.headers.get('content-type')]).toEqual([id, 200, mediaType]);
    }
  });

  test('as something nobody knows is refused, naming what there is', async () => {
    const bin = await binWith(1);
    expect(await expectProblem(await bin.api('/captures/1/as/telex'), 404, 'copy-target-unknown')).toContain(
      'curl',
    );
    await expectProblem(await bin.api('/captures/9/as/curl'), 404, 'capture-not-found');
    await expectProblem(await bin.api('/captures/1/as/curl?shell=cmd'), 400, 'invalid-input');
  });
});
