import { createServer, type IncomingMessage } from 'node:http';
import { describe, expect, test } from 'vitest';
import type { OutgoingRequest } from '#lib/outgoing/outgoing-request.ts';
import { listenOnLoopback } from './listen.ts';
import { outgoing, testEgress } from './test-egress.ts';

type Arrived = { method: string; url: string; headers: string[]; body: string };

/** A server that redirects requests whose path is in `routes`, and responds 200 to others. Returns its origin and what arrived. */
async function startRedirector(routes: Record<string, [status: number, location: string]>) {
  const arrived: Arrived[] = [];
  const server = createServer(async (request: IncomingMessage, response) => {
    let body = '';
    for await (const piece of request) body += piece;
    const { method = '', url = '', rawHeaders } = request;
    arrived.push({ method, url, headers: rawHeaders, body });
    const route = routes[url.replace(/\?.*/, '')];
    if (route) response.writeHead(route[0], { Location: route[1] }).end();
    else response.end('here');
  });
  return { origin: `http://127.0.0.1:${await listenOnLoopback(server)}`, arrived };
}

async function follow(origin: string, request: OutgoingRequest, followRedirects = true) {
  const egress = await testEgress();
  return egress.send({ binId: 1, to: { url: origin }, request, host: 'original', followRedirects });
}

const post = outgoing({
  method: 'POST',
  target: '/start',
  headers: [
    ['Host', 'stored.example'],
    ['Accept', 'a/b'],
    ['accept-language', 'de'],
    ['Content-Type', 'text/plain'],
    ['User-Agent', 'me'],
    ['Authorization', 'Bearer x'],
    ['Cookie', 'a=1'],
    ['X-Api-Key', 'secret'],
    ['X-Hub-Signature-256', 'sha256=1'],
    ['X-Accept-Me', 'no'],
    ['Content-Length', '4'],
  ],
  body: Buffer.from('body'),
});

test('a redirect is shown and not followed unless that is asked for', async () => {
  const { origin, arrived } = await startRedirector({ '/start': [302, '/next'] });
  const exchanges = await follow(origin, post, false);
  expect(exchanges).toMatchObject([{ response: { status: 302 }, failure: null }]);
  expect(arrived).toHaveLength(1);
});

describe('the method after a redirect (RFC 9110 §15.4)', () => {
  test.each([
    [301, 'POST', 'GET', ''],
    [302, 'POST', 'GET', ''],
    [303, 'POST', 'GET', ''],
    [307, 'POST', 'POST', 'body'],
    [308, 'POST', 'POST', 'body'],
    [301, 'PUT', 'PUT', 'body'],
    [302, 'DELETE', 'DELETE', 'body'],
    [303, 'PUT', 'GET', ''],
    [303, 'HEAD', 'HEAD', ''],
    [301, 'HEAD', 'HEAD', ''],
  ])('after %i, %s becomes %s with the body %j', async (status, method, next, body) => {
    const { origin, arrived } = await startRedirector({ '/start': [status, '/next'] });
    const request = {
      ...post,
      method,
      ...(method === 'HEAD' ? { body: new Uint8Array(), headers: [['Host', 'a'] as const] } : {}),
    };
    const exchanges = await follow(origin, request);
    expect(exchanges.map(({ response }) => response?.status)).toEqual([status, 200]);
    expect(arrived[1]).toMatchObject({ method: next, url: '/next', body });
    const about = arrived[1]!.headers.filter((text) => /^content-/i.test(text));
    expect(about).toHaveLength(body === '' ? 0 : 2);
  });
});

test('within an origin, all headers go along', async () => {
  const { origin, arrived } = await startRedirector({ '/start': [307, '/next?x=1'] });
  const exchanges = await follow(origin, post);
  expect(arrived[1]).toMatchObject({ url: '/next?x=1', headers: arrived[0]!.headers });
  expect(exchanges[1]!.changes).toEqual([]);
});

test('to another origin, only headers of the allow-list go along, also later back to the first', async () => {
  const first = await startRedirector({});
  const second = await startRedirector({ '/elsewhere': [307, `${first.origin}/back`] });
  const start = await startRedirector({ '/start': [307, `${second.origin}/elsewhere`] });
  const exchanges = await follow(start.origin, post);
  const allowed = (origin: string) => [
    ...['Host', new URL(origin).host, 'Accept', 'a/b', 'accept-language', 'de', 'Content-Type', 'text/plain'],
    ...['User-Agent', 'me', 'Content-Length', '4'],
  ];
  expect(second.arrived[0]).toMatchObject({ method: 'POST', body: 'body', headers: allowed(second.origin) });
  expect(first.arrived[0]).toMatchObject({ method: 'POST', body: 'body', headers: allowed(first.origin) });
  expect(exchanges.map(({ origin }) => origin)).toEqual([start.origin, second.origin, first.origin]);
  const dropped = exchanges[1]!.changes
    .filter(({ why }) => why === 'other-origin')
    .map(({ header }) => header);
  expect(dropped).toEqual(['Authorization', 'Cookie', 'X-Api-Key', 'X-Hub-Signature-256', 'X-Accept-Me']);
});

test('trailers do not go along to another origin', async () => {
  const other = await startRedirector({});
  const start = await startRedirector({ '/start': [307, `${other.origin}/next`] });
  const request = outgoing({
    method: 'POST',
    target: '/start',
    headers: [
      ['Host', 'a'],
      ['Transfer-Encoding', 'chunked'],
    ],
    trailers: [['X-Signature', 'secret']],
    body: Buffer.from('body'),
  });
  const exchanges = await follow(start.origin, request);
  expect(exchanges.map(({ trailers }) => trailers.length)).toEqual([1, 0]);
  expect(other.arrived[0]!.body).toBe('body');
});

test('three redirects are followed, and a fourth is the response', async () => {
  const { origin, arrived } = await startRedirector({
    '/start': [302, '/1'],
    '/1': [302, '/2'],
    '/2': [302, '/3'],
    '/3': [302, '/4'],
  });
  const exchanges = await follow(origin, outgoing({ target: '/start' }));
  expect(arrived.map(({ url }) => url)).toEqual(['/start', '/1', '/2', '/3']);
  expect(exchanges.at(-1)).toMatchObject({ response: { status: 302 }, failure: null });
});

test.each([
  [302, 'mailto:a@b.example'],
  [302, 'http://user:secret@127.0.0.1/'],
  [302, 'http://[::'],
  [304, '/next'],
  [300, '/next'],
  [200, '/next'],
])('status %i with Location %s is the response', async (status, location) => {
  const { origin } = await startRedirector({ '/start': [status, location] });
  const exchanges = await follow(origin, outgoing({ target: '/start' }));
  expect(exchanges).toMatchObject([{ response: { status }, failure: null }]);
});

test.each([
  ['next', '/a/next'],
  ['../next', '/next'],
  ['?y', '/a/start?y'],
  ['//{host}/z', '/z'],
  ['/caf\u00e9', '/caf%C3%A9'],
])('Location %s is relative to the request', async (location, url) => {
  const routes: Parameters<typeof startRedirector>[0] = {};
  const { origin, arrived } = await startRedirector(routes);
  const bytes = Buffer.from(location.replace('{host}', new URL(origin).host)).toString('latin1');
  routes['/a/start'] = [307, bytes];
  await follow(origin, outgoing({ target: '/a/start?x' }));
  // The second one is what the redirect led to; one that leads back to the start goes on.
  expect(arrived[1]?.url).toBe(url);
});
