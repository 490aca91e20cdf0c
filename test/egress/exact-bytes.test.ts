import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Egress } from '#lib/egress/egress.ts';
import type { Exchange } from '#lib/egress/exchange-record.ts';
import type { Header } from '#lib/model/capture.ts';
import type { OutgoingRequest } from '#lib/outgoing/outgoing-request.ts';
import { goldenRequests } from '../copy-as/golden-requests.ts';
import { hostileCases, http2Case } from '../copy-as/hostile-cases.ts';
import { arbitraryRequest } from '../support/arbitrary-request.ts';
import { everyByte } from '../support/received.ts';
import { type Recorded, type Recorder, startRecorder } from '../support/recorder.ts';
import { outgoing, sendOne, testEgress } from './test-egress.ts';

/** What is stored is sent: requests are sent to a socket that records every byte, and compared with what was stored. */
const count = Number(process.env.ROUND_TRIPS ?? 500);
const seed = Number(process.env.ROUND_TRIP_SEED ?? 20261130);

let recorder: Recorder;
let egress: Egress;
beforeAll(async () => {
  recorder = await startRecorder();
  egress = await testEgress();
});
afterAll(() => recorder.close());

async function sent(request: OutgoingRequest, host: 'destination' | 'original' = 'original') {
  const exchange = await sendOne(egress, recorder.origin, request, { host });
  expect(exchange).toMatchObject({ failure: null, response: { status: 200 } });
  const [recorded] = recorder.take();
  return { exchange, recorded: recorded! };
}

describe('every byte of a request is sent as it is stored, and each change is listed', () => {
  test.each([
    ...goldenRequests,
    ...hostileCases.map(({ name, source }) => [name, source('a.example')] as const),
  ])('%s', async (_, request) => {
    const { exchange, recorded } = await sent(request);
    expect(differencesFrom(request, exchange, recorded)).toEqual([]);
  });

  test(`${count} generated requests (seed ${seed})`, { timeout: 600_000 }, async () => {
    const requests = fc.sample(arbitraryRequest({ authority: recorder.authority, prefix: '' }), {
      numRuns: count,
      seed,
    });
    const different: string[] = [];
    let unchanged = 0;
    for (const [index, request] of requests.entries()) {
      const { exchange, recorded } = await sent({ ...request, trailers: [] });
      const found = differencesFrom({ ...request, trailers: [] }, exchange, recorded);
      if (found.length > 0) different.push(`request ${index}: ${found.join('; ')}`);
      if (exchange.changes.length === 0) unchanged += 1;
    }
    expect(different).toEqual([]);
    // Many requests have nothing to change; a sender that lists everything as a change proves nothing.
    expect(unchanged).toBeGreaterThan(count / 5);
  });
});

test('a request without fields of a connection arrives without any change', async () => {
  const request = outgoing({
    method: 'M-SEARCH',
    target: "/a//b%2F/../?x=1&x=2&'#z",
    headers: [
      ['X-A', '1'],
      ['host', recorder.authority],
      ['x-a', ''],
      ['Authorization', 'Basic eDp5'],
      ['X-A', 'caf\xe9'],
      ['Expect', 'nothing'],
      ['content-length', '00256'],
    ],
    body: everyByte,
  });
  const { exchange, recorded } = await sent(request, 'destination');
  expect(exchange.changes).toEqual([]);
  const head = [
    "M-SEARCH /a//b%2F/../?x=1&x=2&'#z HTTP/1.1",
    'X-A: 1',
    `host: ${recorder.authority}`,
    'x-a:',
    'Authorization: Basic eDp5',
    'X-A: caf\xe9',
    'Expect: nothing',
    'content-length: 00256',
  ];
  const bytes = Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`, 'latin1'), everyByte]);
  expect(recorded.raw.equals(bytes)).toBe(true);
  expect(exchange.bytesSent).toBe(bytes.length);
});

test('chunked bodies are sent chunked with their trailers, and long ones in several chunks', async () => {
  const body = Buffer.alloc(200_000, 'chunk ');
  const headers: Header[] = [
    ['Host', 'a'],
    ['transfer-encoding', 'gzip, Chunked'],
    ['Trailer', 'X-Sum'],
  ];
  const trailers: Header[] = [
    ['X-Sum', '1'],
    ['x-sum', '2'],
  ];
  const { exchange, recorded } = await sent(outgoing({ method: 'POST', headers, trailers, body }));
  expect(exchange.changes).toEqual([]);
  expect(recorded).toMatchObject({ headers, trailers, chunked: true });
  expect(recorded.body.equals(body)).toBe(true);
  expect(recorded.raw.toString('latin1').match(/\r\n[\da-f]+\r\n/g)!.length).toBeGreaterThan(3);
});

test('an empty chunked body is its last chunk, and empty pieces of a body are no chunks', async () => {
  const headers: Header[] = [
    ['Host', 'a'],
    ['Transfer-Encoding', 'chunked'],
  ];
  const ofHead = 'POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n';
  const { recorded } = await sent(outgoing({ method: 'POST', headers }));
  expect(recorded.raw.toString('latin1')).toBe(`${ofHead}0\r\n\r\n`);
  async function* read() {
    for (const piece of ['', 'ab', '', 'c']) yield Buffer.from(piece);
  }
  const pieces = await sent(outgoing({ method: 'POST', headers, body: { length: 3, read } }));
  expect(pieces.recorded.raw.toString('latin1')).toBe(`${ofHead}2\r\nab\r\n1\r\nc\r\n0\r\n\r\n`);
});

test('a long body is read while it is sent', async () => {
  const pieces = Array.from({ length: 30 }, (_, index) => Buffer.alloc(100_000, index));
  async function* read() {
    yield* pieces;
  }
  const request = outgoing({ method: 'PUT', body: { length: 3_000_000, read } });
  const { recorded } = await sent(request);
  expect(recorded.headers).toContainEqual(['Content-Length', '3000000']);
  expect(recorded.body.equals(Buffer.concat(pieces))).toBe(true);
});

test('a malformed message is sent as it was captured', async () => {
  const message = Buffer.from('POST /x HTTP/1.1\r\nBad Name: 1\r\nX:\0\r\n folded\r\n\r\n', 'latin1');
  const exchange = await sendOne(egress, recorder.origin, { method: 'POST', target: '/x', message });
  expect(exchange).toMatchObject({ failure: null, changes: [], bytesSent: message.length });
  expect(recorder.take()[0]!.raw.equals(message)).toBe(true);
});

test('an HTTP/2 request is sent as the HTTP/1.1 message it stands for', async () => {
  const { exchange, recorded } = await sent(http2Case.source('a.example'));
  expect(recorded.requestLine).toBe('POST /b/x7k2 HTTP/1.1');
  expect(recorded.headers).toEqual([
    ['Host', 'a.example'],
    ['content-type', 'text/plain'],
    ['cookie', 'a=1; b=2'],
    ['x-a', "it's"],
    ['content-length', '1'],
  ]);
  expect(exchange).toMatchObject({ httpVersion: '1.1' });
  expect(exchange.changes.map(({ what, header }) => `${what} ${header}`)).toEqual([
    ...['dropped :method', 'dropped :path', 'dropped :scheme', 'dropped :authority'],
    ...['added Host', 'replaced cookie'],
  ]);
});

/** How what arrived differs from what was stored, once the changes that the sender lists are made to that as well. */
function differencesFrom(request: OutgoingRequest, exchange: Exchange, recorded: Recorded): string[] {
  const found: string[] = [];
  const compare = (what: string, wanted: unknown, got: unknown) => {
    if (JSON.stringify(wanted) !== JSON.stringify(got))
      found.push(`${what}: ${JSON.stringify(wanted)} became ${JSON.stringify(got)}`);
  };
  const version = request.httpVersion === '2.0' ? '1.1' : request.httpVersion;
  compare('request line', `${request.method} ${request.target} HTTP/${version}`, recorded.requestLine);
  const added = exchange.changes.filter(({ what }) => what === 'added');
  const arrived = recorded.headers.filter(
    ([name, value]) => !added.some((change) => change.header === name && change.value === value),
  );
  compare('headers', changed(request.headers, exchange), arrived);
  compare('headers in the record', exchange.headers, recorded.headers);
  compare('changes without a reason', [], unexplained(request, exchange));
  compare('trailers', request.trailers, recorded.trailers ?? []);
  if (!recorded.body.equals(request.body as Uint8Array)) found.push('the body has other bytes');
  const framings = recorded.headers.filter(([name]) => /^(?:content-length|transfer-encoding)$/i.test(name));
  if (framings.length > 1) found.push(`${framings.length} framings`);
  return found;
}

/** The stored headers with the listed changes. */
function changed(headers: readonly Header[], { changes }: Exchange): Header[] {
  const lines = [...headers];
  for (const { what, header, value } of changes) {
    if (what === 'added') continue;
    const at = lines.findIndex(([name]) => name === header);
    if (what === 'dropped') lines.splice(at, 1);
    else {
      lines[at] = [header, value!];
      // Pieces of a cookie that HTTP/2 split are one line now.
      if (header.toLowerCase() === 'cookie')
        for (let index = lines.length - 1; index > at; index--)
          if (lines[index]![0].toLowerCase() === 'cookie') lines.splice(index, 1);
    }
  }
  return lines;
}

/** Changes for which the request gives no reason. */
function unexplained({ headers, httpVersion, body }: OutgoingRequest, { changes }: Exchange) {
  const named = headers
    .filter(([name]) => name.toLowerCase() === 'connection')
    .flatMap(([, value]) => value.toLowerCase().split(/[\t ]*,[\t ]*/));
  const perHop =
    /^(?:connection|keep-alive|proxy-(?:authenticate|authorization|connection)|te|upgrade|http2-settings)$/;
  return changes.filter(({ what, header, value, why }) => {
    const name = header.toLowerCase();
    if (httpVersion === '2.0' && why === 'http2-field') return false;
    if (what === 'dropped' && (perHop.test(name) || named.includes(name))) return false;
    if (name === 'content-length' && what !== 'dropped') return value !== `${body.length}`;
    return !(what === 'dropped' && name === 'transfer-encoding' && httpVersion === '1.0');
  });
}
