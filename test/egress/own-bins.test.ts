import { once } from 'node:events';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { hashKey } from '#lib/access/keys.ts';
import { readConfig } from '#lib/config/read-config.ts';
import type { Egress } from '#lib/egress/egress.ts';
import { announceToNobody } from '#lib/live/announce.ts';
import { type Capture, type Header, noSchemaFacts } from '#lib/model/capture.ts';
import type { Answer } from '#lib/model/reply-settings.ts';
import { guardConnections } from '#lib/server/connections/connection-limits.ts';
import { zeroCounts } from '#lib/server/counts.ts';
import { plainServer } from '#lib/server/listen.ts';
import { openGate } from '#lib/server/open-gate.ts';
import { serve, type Traffic } from '#lib/server/server.ts';
import { openStore } from '#lib/store/open.ts';
import type { Store } from '#lib/store/store.ts';
import { bodyLimits } from '#lib/wire/incoming/body-limits.ts';
import { bodyKeeper } from '#lib/wire/incoming/keep-body.ts';
import { HeldRequests } from '#lib/wire/response/held-requests.ts';
import { Waits } from '#lib/wire/response/wait-limits.ts';
import { openWorkers } from '#lib/workers/workers.ts';
import { everyByte } from '../support/received.ts';
import { root } from '../support/root.ts';
import { temporaryFolderFor } from '../support/temporary-folder.ts';
import { outgoing, testEgress } from './test-egress.ts';

/**
 * Requests that a bin sends to a bin of the same server, which is the one of the product but for its pages: these note that they
 * were asked for. It trusts proxies on loopback, and its bins have hosts.
 */
const environment = {
  HOST: '127.0.0.1',
  TRUSTED_PROXIES: 'loopback',
  BIN_DOMAIN: 'bins.example',
  EGRESS: 'off',
};
let store: Store;
let traffic: Traffic;
let egress: Egress;
let closeAll: () => Promise<void>;
const pagesAsked: unknown[] = [];
const bins = new Map<string, number>();

beforeAll(async () => {
  const folder = await temporaryFolderFor(afterAll);
  const config = readConfig(environment);
  store = await openStore(`file:${path.join(folder, 'wirebin.db')}`, root);
  const counts = zeroCounts();
  const reportError = (error: unknown) => {
    throw error;
  };
  const log = { warn: () => {}, info: () => {} };
  const now = Date.now;
  const announce = announceToNobody;
  const gatehouse = await openGate({
    config,
    store,
    root,
    announce,
    counts,
    log: log as never,
    reportError,
    now,
  });
  const port = plainServer();
  const connections = guardConnections(port, {
    limits: { perAddress: null, total: 100, trustedProxies: config.trustedProxies },
    origin: 'http://localhost',
    isTls: false,
    reject: () => {},
    now,
  });
  const note = (request: { url?: string }) => {
    pagesAsked.push(request.url);
  };
  traffic = serve(port, {
    config,
    rateLimits: gatehouse.rateLimits,
    tracing: null,
    line: {
      ...gatehouse,
      store,
      maxBodyBytes: config.maxBodyBytes,
      announce,
      keepBody: bodyKeeper(store, bodyLimits(config.maxBodyBytes), now),
      checkSignature: async () => null,
      checkSchemas: async () => noSchemaFacts,
      respondFromUpstream: async () => null,
      waits: new Waits(config.waiting),
      held: new HeldRequests(announce, now),
      workers: openWorkers(''),
      reportError,
    },
    live: { handleRequest: note, handleUpgrade: note } as never,
    following: {} as never,
    app: {
      handleRequest: async (request, response) => {
        note(request);
        response.end('a page');
      },
      handleUpgrade: async (request) => note(request),
      load: () => {},
      ready: Promise.resolve(),
      close: async () => {},
    },
    counts,
    connections,
  });
  port.listen(0, '127.0.0.1');
  await once(port, 'listening');
  for (const slug of ['first', 'second']) {
    const bin = await store.addBin({ slug, name: null, ownerKeyHash: hashKey(slug), now: now() });
    bins.set(slug, bin.id);
  }
  egress = await testEgress(environment, { connectToOwnBin: traffic.connectToOwnBin });
  closeAll = async () => {
    await traffic.close(1000);
    await gatehouse.close();
    await store.close();
  };
});
afterAll(() => closeAll());
beforeEach(() => void pagesAsked.splice(0));

const origin = 'https://bins.example';
const toFirst = { binId: 1, to: { ownBin: 'first', origin }, host: 'destination' } as const;

async function capturesOf(slug: string): Promise<Capture[]> {
  const found: Capture[] = [];
  for await (const capture of store.eachCapture(bins.get(slug)!)) found.push(capture as Capture);
  return found;
}

test('a request to a bin of this server is captured as it was sent, without a connection, also when EGRESS is off', async () => {
  const headers: Header[] = [
    ['X-A', '1'],
    ['host', 'bins.example'],
    ['x-a', 'caf\xe9'],
    ['X-Forwarded-For', '203.0.113.9'],
    ['Content-Length', '256'],
  ];
  const request = outgoing({ method: 'POST', target: '/b/first//a%2F?x', headers, body: everyByte });
  const [exchange] = await egress.send({ ...toFirst, request });
  expect(exchange).toMatchObject({ failure: null, changes: [], response: { status: 200 }, address: null });
  const [capture] = await capturesOf('first');
  expect(capture).toMatchObject({
    method: 'POST',
    target: '/b/first//a%2F?x',
    headers,
    peer: { address: '127.0.0.1' },
  });
  expect(Buffer.from(capture!.body).equals(everyByte)).toBe(true);
});

test('headers of proxies are data of the request, although proxies on this machine are trusted', async () => {
  const headers: Header[] = [
    ['X-Forwarded-For', '198.51.100.7'],
    ['X-Forwarded-Host', 'second.bins.example'],
    ['X-Forwarded-Proto', 'https'],
  ];
  const before = (await capturesOf('first')).length;
  await egress.send({ ...toFirst, request: outgoing({ target: '/b/first/proxied', headers }) });
  const captures = await capturesOf('first');
  expect(captures).toHaveLength(before + 1);
  expect(captures.at(-1)).toMatchObject({ target: '/b/first/proxied', client: null });
  expect(await capturesOf('second')).toEqual([]);
});

describe('nothing but the chosen bin can be reached', () => {
  test.each<[string, string, Header[]]>([
    ['the API', '/api/v1/admin', []],
    ['a page', '/', []],
    ['the inspector', '/i/abcdefghijklmnopqrstuvwx', []],
    ['the live channel', '/socket.io/?EIO=4&transport=polling', []],
    ['metrics', '/metrics', []],
    ['another bin', '/b/second/x', []],
    ['another bin by another spelling', '/B/SECOND', []],
    ['a page in absolute form', 'http://bins.example/api/v1/bins', []],
    ['another bin in absolute form', 'http://x/b/second', []],
    ['a way up', '/b/first/../../api/v1/admin', []],
    ['another bin by its host', '/b/first', [['Host', 'second.bins.example']]],
    [
      'another bin by a second host',
      '/x',
      [
        ['Host', 'second.bins.example'],
        ['Host', 'first.bins.example'],
      ],
    ],
    ['a page by its host', '/api/v1/bins', [['Host', 'app.example']]],
    [
      'an upgrade',
      '/socket.io/',
      [
        ['Upgrade', 'websocket'],
        ['Connection', 'Upgrade'],
      ],
    ],
  ])('%s', async (_, target, headers) => {
    const [exchange] = await egress.send({
      ...toFirst,
      host: 'original',
      request: outgoing({ target, headers }),
    });
    // A way up is a path like any other below the bin, since targets are not resolved.
    const isPath = target.startsWith('/b/first/');
    expect(exchange?.response?.status ?? exchange?.failure?.code).toBe(isPath ? 200 : 404);
    expect(pagesAsked).toEqual([]);
    expect(await capturesOf('second')).toEqual([]);
  });

  test('a message the parser refuses is no capture of another bin', async () => {
    const request = outgoing({ method: 'BREW', target: '/b/second/x' });
    const [exchange] = await egress.send({ ...toFirst, request });
    expect(exchange?.response?.status).toBe(400);
    expect(await capturesOf('second')).toEqual([]);
  });

  test('a malformed message is not sent', async () => {
    const message = Buffer.from('GET /b/second HTTP/1.1\r\nA B: c\r\n\r\nGET /api/v1/admin HTTP/1.1\r\n\r\n');
    const request = { method: 'GET', target: '/b/second', message };
    const [exchange] = await egress.send({ ...toFirst, request });
    expect(exchange?.failure).toMatchObject({ code: 'egress-refused', reason: 'raw-message' });
    expect(pagesAsked).toEqual([]);
  });
});

test('a bin can be sent to by its host', async () => {
  const before = (await capturesOf('first')).length;
  const to = { ownBin: 'first', origin: 'https://first.bins.example' };
  const [exchange] = await egress.send({ ...toFirst, to, request: outgoing({ target: '/anything' }) });
  expect(exchange?.response?.status).toBe(200);
  expect(await capturesOf('first')).toHaveLength(before + 1);
});

test.each([
  ['reset', 'connection-reset'],
  ['close', 'connection-closed'],
  ['cut-body', 'connection-closed'],
  ['garbage', 'response-malformed'],
] as const)('the fault %s of a bin is the failure %s', async (kind, code) => {
  const answer: Answer = {
    status: 200,
    headers: [],
    body: { text: 'a body' },
    template: false,
    delayMs: 0,
    fault: { kind },
    hold: null,
  };
  const reply = { default: answer, rules: [], cors: false, override: false, handshakes: {} };
  await store.writeReplySettings(bins.get('first')!, reply);
  const [exchange] = await egress.send({ ...toFirst, request: outgoing({ target: '/b/first/fault' }) });
  await store.writeReplySettings(bins.get('first')!, null);
  expect(exchange?.failure?.code).toBe(code);
});
