import { request } from 'node:http';
import { describe, expect, onTestFinished, test } from 'vitest';
import { slugShape } from '#lib/model/slug.ts';
import { freePort, newBin, sharedServer, startServer } from '../support/server.ts';
import { everythingFrom, openConnection, responsesFrom } from '../support/wire.ts';
import { expectProblem } from './problem.ts';

// Servers and disks may be slow on a busy machine; what has to be quick is measured.
const server = sharedServer();
const post = (body?: BodyInit, headers: Record<string, string> = {}) =>
  fetch(`${server().origin}/api/v1/bins`, { method: 'POST', body, headers });

describe('making a bin', () => {
  test('needs no body, and answers 201 with all there is to know, told this once', async () => {
    const response = await post();
    expect(response.status).toBe(201);
    expect(response.headers.get('cache-control')).toBe('no-store');
    const bin = (await response.json()) as Record<string, string>;
    expect(bin).toEqual({
      slug: expect.stringMatching(/^[23456789bcdfghjkmnpqrstvwxyz]{10}$/),
      name: null,
      description: null,
      capacity: 10_000,
      maxBytes: 512 * 2 ** 20,
      expiresAfter: 7 * 24 * 3600,
      frozen: false,
      createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      captureUrl: `${server().origin}/b/${bin.slug}`,
      reply: null,
      inspectUrl: `${server().origin}/i/${bin.key}`,
      key: expect.stringMatching(/^[A-Za-z0-9]{24}$/),
    });
    expect(response.headers.get('location')).toBe(`${server().origin}/api/v1/bins/${bin.slug}`);
    expect(Math.abs(Date.parse(bin.createdAt!) - Date.now())).toBeLessThan(10_000);
    expect((await fetch(bin.captureUrl!, { method: 'POST' })).status).toBe(200);
  });

  test('takes a slug and a name', async () => {
    const bin = await newBin(server().origin, { slug: 'my-orders-1', name: ' Orders \u{1f600} ' });
    expect(bin).toMatchObject({ slug: 'my-orders-1', name: 'Orders \u{1f600}' });
  });

  test('every bin has its own slug and key', async () => {
    const bins = await Promise.all(Array.from({ length: 30 }, () => newBin(server().origin)));
    expect(new Set(bins.flatMap(({ slug, key }) => [slug, key])).size).toBe(60);
    for (const { slug } of bins) expect(slugShape.safeParse(slug).success).toBe(true);
  });

  test('a slug that is taken is refused with 409', async () => {
    const { slug } = await newBin(server().origin);
    expect(await expectProblem(await post(JSON.stringify({ slug })), 409, 'slug-taken')).toContain(slug);
  });

  test.for([
    'ab',
    'A-B-C',
    'a_b',
    '-abc',
    'abc-',
    'xn--abc',
    'admin',
    'www',
    'a.b',
    'a/b',
    '',
    'a'.repeat(64),
    'caf\u00e9',
    5,
    null,
  ])('the slug %j is refused, saying that it is the slug', async (slug) => {
    expect(await expectProblem(await post(JSON.stringify({ slug })), 400, 'invalid-input')).toMatch(
      /^slug: /,
    );
  });

  test.for([
    ['an unknown setting', '{"slugg":"abc"}', /slugg/],
    ['a name of nothing', '{"name":"  "}', /^name: /],
    ['a name too long', JSON.stringify({ name: 'x'.repeat(81) }), /^name: /],
    ['a list', '[]', /object/],
    ['null', 'null', /object/],
    ['a number', '7', /object/],
  ] as const)('%s is refused, saying what is wrong', async ([, body, words]) => {
    expect(await expectProblem(await post(body), 400, 'invalid-input')).toMatch(words);
  });

  test.for(['{', 'slug=abc', '{"a":1}}', '\u0000'])('a body that is no JSON is refused: %j', async (body) => {
    await expectProblem(await post(body), 400, 'invalid-json');
  });

  test('what is wrong with the JSON is told without repeating it', async () => {
    const detail = await expectProblem(await post('{"name": secret-of-mine}'), 400, 'invalid-json');
    expect(detail).not.toContain('secret-of-mine');
  });

  test('a body that is longer than any reply needs is refused with 413', async () => {
    await expectProblem(
      await post(JSON.stringify({ name: 'x'.repeat(9 * 2 ** 20) })),
      413,
      'input-too-large',
    );
  });

  test('a body without end is refused long before its end', async () => {
    const piece = new Uint8Array(1_000_000).fill(32);
    let pieces = 0;
    const endless = new ReadableStream({
      async pull(controller) {
        pieces += 1;
        if (pieces > 200) controller.close();
        else controller.enqueue(piece);
        await new Promise((resolve) => setTimeout(resolve, 2));
      },
    });
    const init = { method: 'POST', body: endless, duplex: 'half' } as RequestInit;
    const response = await fetch(`${server().origin}/api/v1/bins`, init).catch(() => null);
    if (response) expect(response.status).toBe(413);
    expect(pieces).toBeLessThan(100);
  });

  const chunk = `f4240\r\n${' '.repeat(1_000_000)}\r\n`;
  const tooLong = `POST /api/v1/bins HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n${chunk.repeat(9)}`;

  test.for([
    ['goes on sending', chunk],
    ['sends nothing more', ''],
    ['goes on with what is no chunk', 'zzz\r\n'],
  ])('after a refusal the connection of who %s is closed', async ([_who, rest]) => {
    const socket = await openConnection(server().port);
    const logged = server().log();
    const answered = responsesFrom(socket, 1, 60_000, { keep: true });
    socket.write(tooLong);
    expect((await answered)[0]!.status).toBe(413);
    const closed = everythingFrom(socket);
    const more = setInterval(() => socket.write(rest!), 20);
    onTestFinished(() => clearInterval(more));
    const begin = performance.now();
    await closed;
    expect(performance.now() - begin).toBeLessThan(20_000);
    expect(server().log()).toBe(logged);
  });

  test('who has sent all of what was refused keeps the connection', async () => {
    const socket = await openConnection(server().port);
    onTestFinished(() => void socket.destroy());
    const answered = responsesFrom(socket, 2, 60_000, { keep: true });
    socket.write(`${tooLong}0\r\n\r\nGET /api/v1/reply-presets HTTP/1.1\r\nHost: localhost\r\n\r\n`);
    expect((await answered).map(({ status }) => status)).toEqual([413, 200]);
  });
});

describe('a bin', () => {
  test('is shown with its role and counts', async () => {
    const bin = await newBin(server().origin, { name: 'Orders' });
    await fetch(bin.captureUrl);
    const response = await bin.api();
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(await response.json()).toEqual({
      slug: bin.slug,
      name: 'Orders',
      description: null,
      createdAt: expect.any(String),
      captureUrl: bin.captureUrl,
      capacity: 10_000,
      maxBytes: 512 * 2 ** 20,
      expiresAfter: 7 * 24 * 3600,
      frozen: false,
      role: 'owner',
      captureSeq: null,
      redacted: false,
      reply: null,
      refused: 0,
      head: 1,
      total: 1,
      bytes: expect.any(Number),
      pinned: 0,
      pinnedBytes: 0,
      rotatedOut: 0,
      lastRequestAt: expect.any(String),
      expiresAt: expect.any(String),
      ceiling: { capacity: null, maxBytes: null, expiresAfter: null },
      formerSlugs: [],
    });
  });

  test('is found whatever the case of the slug', async () => {
    const bin = await newBin(server().origin);
    const url = `${server().origin}/api/v1/bins/${bin.slug.toUpperCase()}`;
    const response = await fetch(url, { headers: { Authorization: `Bearer ${bin.key}` } });
    expect(await response.json()).toMatchObject({ slug: bin.slug });
  });

  test('is renamed, and loses its name with null', async () => {
    const bin = await newBin(server().origin);
    const rename = async (name: unknown) => bin.api('', { method: 'PATCH', body: JSON.stringify({ name }) });
    expect(await (await rename('Refunds')).json()).toMatchObject({ name: 'Refunds', role: 'owner', head: 0 });
    expect(await (await bin.api()).json()).toMatchObject({ name: 'Refunds' });
    expect(await (await rename(null)).json()).toMatchObject({ name: null });
    await expectProblem(await rename(5), 400, 'invalid-input');
    await expectProblem(await bin.api('', { method: 'PATCH', body: '{"nmae":"x"}' }), 400, 'invalid-input');
  });

  test('is deleted for good with all it had: its key opens nothing, its capture URL is unknown, its slug free', async () => {
    const bin = await newBin(server().origin);
    await fetch(bin.captureUrl);
    const response = await bin.api('?permanent=1', { method: 'DELETE' });
    expect([response.status, await response.text()]).toEqual([204, '']);
    await expectProblem(await bin.api(), 401, 'key-unknown');
    expect((await fetch(bin.captureUrl)).status).toBe(404);
    const next = await newBin(server().origin, { slug: bin.slug });
    expect(await (await next.api('/captures')).json()).toMatchObject({ captures: [], head: 0 });
    await expectProblem(await bin.api(), 401, 'key-unknown');
  });
});

describe('the origin in addresses', () => {
  /** The origin of the capture URL of a bin made with this Host. `fetch` would not let us say one. */
  function originFor(port: number, host: string): Promise<string> {
    return new Promise((resolve, reject) => {
      const options = { port, path: '/api/v1/bins', method: 'POST', headers: { Host: host } };
      const asking = request(options, (response) => {
        let text = '';
        response.on('data', (piece) => {
          text += piece;
        });
        response.on('end', () => resolve(JSON.parse(text).captureUrl.replace(/\/b\/.*/, '')));
      });
      asking.on('error', reject);
      asking.end();
    });
  }

  test('is the Host that was asked, when it is one', async () => {
    for (const host of ['bins.example', 'bins.example:8443', '[::1]:3000', '127.0.0.1'])
      expect(await originFor(server().port, host)).toBe(`http://${host}`);
  });

  test('is our own when the Host is none', async () => {
    const port = await freePort();
    await startServer({ environment: { PORT: String(port) } });
    for (const host of ['a b', 'evil"><script>', 'a/b', 'user@host', ''])
      expect(await originFor(port, host)).toBe(`http://localhost:${port}`);
  });

  test('is PUBLIC_URL where that is set', async () => {
    const port = await freePort();
    const own = await startServer({
      environment: { PORT: String(port), PUBLIC_URL: 'https://bins.example' },
    });
    expect(own.origin).toBe('https://bins.example');
    expect(await originFor(port, 'elsewhere.example')).toBe('https://bins.example');
  });
});
