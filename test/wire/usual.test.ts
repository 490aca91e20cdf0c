import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CaptureJson } from '#lib/model/capture-json.ts';
import { arbitraryRequest, sentMessage } from '../support/arbitrary-request.ts';
import { newBin, sharedServer, type TestBin } from '../support/server.ts';
import { until } from '../support/until.ts';
import { converse, openConnection, responsesFrom } from '../support/wire.ts';

const server = sharedServer();

/** A bin whose requests are all usual ones, and one with reply settings that respond the same: its requests take the full line. */
async function twinBins(): Promise<{ usual: TestBin; full: TestBin }> {
  const [usual, full] = [await newBin(server().origin), await newBin(server().origin)];
  const written = await full.api('/reply', { method: 'PUT', body: '{}' });
  expect(written.status).toBe(200);
  // A bin is in memory once it got a request.
  for (const { captureUrl } of [usual, full]) expect((await fetch(captureUrl)).status).toBe(200);
  return { usual, full };
}

async function answeredLatest(bin: TestBin): Promise<CaptureJson> {
  return until(async () => {
    const capture = (await (await bin.api('/captures/latest')).json()) as CaptureJson;
    return capture.reply !== null && capture;
  });
}

/** A capture without what differs between two requests: times, ports, and the name of the bin. */
function comparable(
  { receivedAt, receivedAtMicros, headersMs, uploadMs, peer, ...capture }: CaptureJson,
  slug: string,
) {
  const { ms, ...reply } = capture.reply as Record<string, unknown> & { ms: number };
  expect(ms).toBeLessThan(60_000);
  expect(receivedAtMicros).toBeGreaterThan(1.7e15);
  return JSON.parse(JSON.stringify({ ...capture, reply }).replaceAll(slug, 'SLUG'));
}

const withoutDate = (response: { headers: [string, string][] }) => ({
  ...response,
  headers: response.headers.filter(([name]) => name !== 'Date'),
});

test('a usual request is captured and answered as by the full line, whatever it says', {
  timeout: 120_000,
}, async () => {
  const bins = await twinBins();
  const request = arbitraryRequest({ authority: `localhost:${server().port}`, prefix: '/b/PLACE' });
  await fc.assert(
    fc.asyncProperty(request, async (sent) => {
      const results = await Promise.all(
        [bins.usual, bins.full].map(async (bin) => {
          const target = sent.target.replace('/b/PLACE', `/b/${bin.slug}`);
          const { seq } = await answeredLatest(bin);
          const socket = await openConnection(server().port);
          socket.write(sentMessage({ ...sent, target }));
          const [response] = await responsesFrom(socket, 1, 60_000, { toHead: sent.method === 'HEAD' });
          const capture = await until(async () => {
            const latest = await answeredLatest(bin);
            return latest.seq > seq && latest;
          });
          return { response: withoutDate(response!), capture: comparable(capture, bin.slug) };
        }),
      );
      expect(results[0]).toEqual(results[1]);
    }),
    { numRuns: 60 },
  );
});

test.each([
  ['a preflight', 'OPTIONS', 'Access-Control-Request-Method: PUT\r\nOrigin: http://a\r\n', ''],
  ['HEAD', 'HEAD', '', ''],
  ['a browser', 'GET', 'Sec-Fetch-Site: none\r\nSec-Fetch-Mode: navigate\r\n', ''],
  ['a webhook', 'POST', 'X-GitHub-Event: push\r\nX-GitHub-Delivery: 1\r\nContent-Length: 2\r\n', '{}'],
  ['a connection to be closed', 'POST', 'Connection: close\r\nContent-Length: 1\r\n', 'x'],
  ['a body of 256 KiB', 'POST', 'Content-Length: 262144\r\n', 'x'.repeat(262_144)],
  ['a body above 256 KiB', 'POST', 'Content-Length: 262145\r\n', 'x'.repeat(262_145)],
])('so is %s', async (_, method, fields, body) => {
  const bins = await twinBins();
  const results = await Promise.all(
    [bins.usual, bins.full].map(async (bin) => {
      const head = `${method} /b/${bin.slug}/a HTTP/1.1\r\nHost: localhost\r\n${fields}\r\n`;
      const socket = await openConnection(server().port);
      socket.write(head + body, 'latin1');
      const [response] = await responsesFrom(socket, 1, 60_000, { toHead: method === 'HEAD' });
      return { response: withoutDate(response!), capture: comparable(await answeredLatest(bin), bin.slug) };
    }),
  );
  expect(results[0]).toEqual(results[1]);
});

test('a sender that leaves in the middle of a usual request leaves a capture that says so', async () => {
  const bins = await twinBins();
  const results = await Promise.all(
    [bins.usual, bins.full].map(async (bin) => {
      const socket = await openConnection(server().port);
      socket.write(`POST /b/${bin.slug} HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nfour`);
      const before = (await answeredLatest(bin)).seq;
      socket.end();
      return until(async () => {
        const capture = await answeredLatest(bin);
        return capture.seq > before && comparable(capture, bin.slug);
      });
    }),
  );
  expect(results[0]).toEqual(results[1]);
  expect(results[0]).toMatchObject({
    aborted: true,
    body: { size: 4, stored: 4 },
    reply: { complete: false },
  });
});

test('requests that were pipelined are numbered as they came, whichever line they take', async () => {
  const { usual } = await twinBins();
  const count = 60;
  // Every third body is chunked, which no usual request is.
  const messages = Array.from({ length: count }, (_, index) =>
    index % 3 === 0
      ? `POST /b/${usual.slug}/${index} HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n\r\n`
      : `POST /b/${usual.slug}/${index} HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\nx`,
  );
  expect(await converse(server().port, messages.join(''), { count })).toHaveLength(count);
  const { captures } = (await (await usual.api(`/captures?limit=${count}&after=1`)).json()) as {
    captures: CaptureJson[];
  };
  const paths = captures.toSorted((a, b) => a.seq - b.seq).map(({ path }) => path);
  expect(paths).toEqual(messages.map((_, index) => `/${index}`));
});

test('a bin that was deleted, or got reply settings, does so for the next request', async () => {
  const { usual } = await twinBins();
  await usual.api('/reply', { method: 'PUT', body: JSON.stringify({ default: { status: 418 } }) });
  expect((await fetch(usual.captureUrl)).status).toBe(418);
  await usual.api('/reply', { method: 'PUT', body: '{}' });
  expect((await fetch(usual.captureUrl)).status).toBe(200);
  await usual.api('', { method: 'DELETE' });
  expect((await fetch(usual.captureUrl)).status).toBe(404);
});
