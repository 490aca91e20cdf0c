import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { type ClientSessionRequestOptions, connect as connectHttp2 } from 'node:http2';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CaptureJson } from '#lib/model/capture-json.ts';
import { selfSigned } from '../support/certificate.ts';
import { launchServer, type RunningServer } from '../support/server.ts';
import { temporaryFolderFor } from '../support/temporary-folder.ts';

const run = promisify(execFile);
let server: RunningServer;
let folder: string;

beforeAll(async () => {
  folder = await temporaryFolderFor(afterAll);
  const environment = { ...(await selfSigned(folder)), BIN_DOMAIN: 'bins.example' };
  server = await launchServer({ folder, environment });
});
afterAll(() => server.stop());

/** curl, which speaks all versions and is told where bins.example is. */
async function curl(...args: string[]): Promise<string> {
  const { stdout } = await run('curl', ['-sk', '--connect-to', `::localhost:${server.port}`, ...args]);
  return stdout;
}

async function newTlsBin() {
  const bin = JSON.parse(await curl('-X', 'POST', `${server.origin}/api/v1/bins`)) as Record<
    'slug' | 'key' | 'captureUrl' | 'inspectUrl',
    string
  >;
  const api = async (below: string) =>
    JSON.parse(
      await curl(
        '-H',
        `Authorization: Bearer ${bin.key}`,
        `${server.origin}/api/v1/bins/${bin.slug}${below}`,
      ),
    ) as CaptureJson;
  return { ...bin, api };
}

test('a bin has a host of its own, where every path is the sender’s', async () => {
  const bin = await newTlsBin();
  expect(bin.captureUrl).toBe(`https://${bin.slug}.bins.example:${server.port}/`);
  expect(bin.inspectUrl).toBe(`https://localhost:${server.port}/i/${bin.key}`);
  const paths = [
    '/',
    '/socket.io/?EIO=4',
    '/_next/static/x.js',
    '/api/v1/bins',
    '/i/abc',
    '/b/other',
    '//a%2Fb/',
  ];
  for (const [index, below] of paths.entries()) {
    expect(await curl('--path-as-is', '-d', 'x', bin.captureUrl.replace(/\/$/, below))).toBe('ok\n');
    expect(await bin.api(`/captures/${index + 1}`)).toMatchObject({
      path: below,
      target: below,
      scheme: 'https',
    });
  }
});

test('the asterisk of OPTIONS is captured where a bin has a host of its own', async () => {
  const bin = await newTlsBin();
  expect(await curl('--http1.1', '-X', 'OPTIONS', '--request-target', '*', bin.captureUrl)).toBe('ok\n');
  expect(await bin.api('/captures/1')).toMatchObject({ method: 'OPTIONS', target: '*' });
});

test('a host below the domain that names no bin is told so, not shown the app', async () => {
  const answer = await curl(`https://nobody.bins.example:${server.port}/`);
  expect(JSON.parse(answer)).toMatchObject({ code: 'bin-not-found' });
});

test('HTTP/2 is captured as it is: version, pseudo-header fields, cipher and ALPN', async () => {
  const bin = await newTlsBin();
  expect(await curl('--http2', '-d', 'hi', '-H', 'X-A: 1', '-H', 'x-a: 2', bin.captureUrl)).toBe('ok\n');
  const capture = await bin.api('/captures/1');
  expect(capture).toMatchObject({
    httpVersion: '2.0',
    tls: { alpn: 'h2', version: 'TLSv1.3' },
    body: { text: 'hi' },
  });
  expect(capture.headers.slice(0, 4).map(([name]) => name)).toEqual([
    ':method',
    ':path',
    ':scheme',
    ':authority',
  ]);
  expect(capture.headers.filter(([name]) => name === 'x-a')).toEqual([
    ['x-a', '1'],
    ['x-a', '2'],
  ]);
});

test('HTTP/1.1 over TLS keeps case and order of the headers', async () => {
  const bin = await newTlsBin();
  await curl('--http1.1', '-d', 'hi', '-H', 'X-A: 1', '-H', 'x-a: 2', bin.captureUrl);
  const capture = await bin.api('/captures/1');
  expect(capture).toMatchObject({ httpVersion: '1.1', tls: { alpn: 'http/1.1' } });
  expect(capture.headers.filter(([name]) => name.toLowerCase() === 'x-a')).toEqual([
    ['X-A', '1'],
    ['x-a', '2'],
  ]);
});

test('trailers and a body in pieces arrive over HTTP/2', async () => {
  const bin = await newTlsBin();
  const client = connectHttp2(server.origin, { rejectUnauthorized: false });
  const stream = client.request(
    { ':method': 'POST', ':path': `/b/${bin.slug}/trailed`, ':authority': `localhost:${server.port}` },
    { waitForTrailers: false, endStream: false },
  );
  stream.on('wantTrailers', () => stream.sendTrailers({ 'x-checksum': 'abc' }));
  stream.write('one ');
  stream.end('two');
  await new Promise((resolve) => stream.on('response', resolve));
  client.close();
  expect(await bin.api('/captures/1')).toMatchObject({ path: '/trailed', body: { text: 'one two' } });
});

test('trailers are kept over HTTP/2', async () => {
  const bin = await newTlsBin();
  const client = connectHttp2(server.origin, { rejectUnauthorized: false });
  const stream = client.request(
    { ':method': 'POST', ':path': `/b/${bin.slug}`, ':authority': `localhost:${server.port}` },
    { waitForTrailers: true } as ClientSessionRequestOptions,
  );
  stream.on('wantTrailers', () => stream.sendTrailers({ 'x-sum': '5' }));
  stream.end('one');
  await new Promise((resolve) => stream.on('response', resolve));
  client.close();
  expect(await bin.api('/captures/1')).toMatchObject({ trailers: [['x-sum', '5']], body: { text: 'one' } });
});

test('pages and the API answer over HTTP/2 too', async () => {
  expect(await curl('--http2', '-o', '/dev/null', '-w', '%{http_version} %{http_code}', server.origin)).toBe(
    '2 200',
  );
});

test('half of the TLS settings, and files that are not there, are told in words', async () => {
  const start = (environment: Record<string, string>) => launchServer({ folder, environment }).catch(String);
  expect(await start({ TLS_KEY: 'key.pem' })).toContain(
    'TLS_CERT is missing. TLS needs both TLS_CERT and TLS_KEY.',
  );
  const absent = { TLS_KEY: path.join(folder, 'absent.pem'), TLS_CERT: path.join(folder, 'cert.pem') };
  expect(await start(absent)).toContain('TLS_KEY cannot be read');
  await writeFile(path.join(folder, 'bad.pem'), 'nonsense');
  expect(await start({ ...absent, TLS_KEY: path.join(folder, 'bad.pem') })).toContain('cannot start');
});
