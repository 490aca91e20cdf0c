import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { json } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import type { CaptureJson } from '#lib/model/capture-json.ts';
import { newBin, nextStart, sharedServer } from '../support/server.ts';
import { ask } from '../support/wire.ts';

const said = [
  'X-Forwarded-For: 203.0.113.7, 10.1.2.3',
  'X-Forwarded-Proto: https',
  'X-Forwarded-Host: bins.example',
];

/** A request to a fresh bin with these header lines, and what was kept of it. */
async function kept(server: { origin: string; port: number }, lines: string[]): Promise<CaptureJson> {
  const bin = await newBin(server.origin);
  const head = [`GET /b/${bin.slug}/x HTTP/1.1`, 'Host: localhost', ...lines, 'Connection: close', '', ''];
  expect((await ask(server.port, head.join('\r\n'))).status).toBe(200);
  return (await (await bin.api('/captures/latest')).json()) as CaptureJson;
}

/** The addresses a new bin is told, made with these header lines. */
async function addresses({ port }: { port: number }, lines: string[]) {
  const headers = ['Host: localhost:3000', ...lines].flatMap((line) => line.split(/: (.*)/s, 2));
  const asked = request({ host: '127.0.0.1', port, path: '/api/v1/bins', method: 'POST', headers }).end();
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  return (await json(answer)) as { captureUrl: string; slug: string; inspectUrl: string };
}

describe('where nobody is trusted', () => {
  const server = sharedServer();

  test('what proxies say is kept as sent, and nothing is concluded from it', async () => {
    const capture = await kept(server(), said);
    expect(capture).toMatchObject({ client: null, peer: { address: '127.0.0.1' }, scheme: 'http' });
    expect(capture.headers).toContainEqual(['X-Forwarded-For', '203.0.113.7, 10.1.2.3']);
  });

  test('addresses follow the Host that was sent, whatever else is said', async () => {
    const { captureUrl, slug } = await addresses(server(), [
      ...said,
      'X-Wirebin-Origin: https://evil.example',
    ]);
    expect(captureUrl).toBe(`http://localhost:3000/b/${slug}`);
  });
});

describe('behind trusted proxies', () => {
  const server = sharedServer({ environment: { TRUSTED_PROXIES: 'loopback, 10.0.0.0/8' } });

  test('the client is the right-most hop that is not trusted, and what was received stays beside it', async () => {
    const capture = await kept(server(), said);
    expect(capture.client).toEqual({
      address: '203.0.113.7',
      port: null,
      scheme: 'https',
      host: 'bins.example',
      by: 'x-forwarded-for',
      chain: ['203.0.113.7', '10.1.2.3', '127.0.0.1'],
    });
    expect(capture).toMatchObject({ peer: { address: '127.0.0.1' }, scheme: 'http' });
    expect(capture.headers).toContainEqual(['Host', 'localhost']);
    expect(capture.headers).toContainEqual(['X-Forwarded-For', '203.0.113.7, 10.1.2.3']);
  });

  test('what a sender wrote before the proxy appended its word is not believed', async () => {
    const capture = await kept(server(), ['X-Forwarded-For: 1.1.1.1, 203.0.113.9']);
    expect(capture.client?.address).toBe('203.0.113.9');
  });

  test('without a word from the proxy, the peer is the client', async () => {
    expect((await kept(server(), [])).client).toBeNull();
  });

  test('addresses follow the host and scheme which the proxy was asked for', async () => {
    const { captureUrl, inspectUrl, slug } = await addresses(server(), said);
    expect(captureUrl).toBe(`https://bins.example/b/${slug}`);
    expect(inspectUrl).toMatch(/^https:\/\/bins\.example\/i\//);
  });
});

describe('with proxies that write Forwarded', () => {
  const environment = {
    TRUSTED_PROXIES: '127.0.0.1',
    FORWARDED_FIELDS: 'forwarded',
    BIN_DOMAIN: 'bins.example',
  };
  const server = sharedServer({ environment });

  test('the other fields count as little as any header, and the host they name names the bin', async () => {
    const { slug, captureUrl } = await addresses(server(), []);
    expect(captureUrl).toBe(`http://${slug}.bins.example:3000/`);
    const forwarded = `Forwarded: for="[2001:db8::1]:4711";proto=https;host=${slug}.bins.example`;
    const lines = ['GET /socket.io/ HTTP/1.1', 'Host: inner', forwarded, 'X-Forwarded-For: 1.1.1.1', '', ''];
    expect((await ask(server().port, lines.join('\r\n'))).body).toContain('ok');
  });
});

describe('where Next runs alone', () => {
  const server = sharedServer(nextStart);

  test('nobody can say the origin', async () => {
    const response = await fetch(`${server().origin}/api/v1/bins`, {
      method: 'POST',
      headers: { 'X-Wirebin-Origin': 'https://evil.example' },
    });
    const { captureUrl } = (await response.json()) as { captureUrl: string };
    expect(captureUrl).toMatch(/^http:\/\/localhost:/);
  });
});
