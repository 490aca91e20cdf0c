import { writeFile } from 'node:fs/promises';
import { createServer as createTcpServer } from 'node:net';
import path from 'node:path';
import { createServer, type TLSSocket, type TlsOptions } from 'node:tls';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { temporaryFolderFor } from '../support/temporary-folder.ts';
import { createAuthority } from './authority.ts';
import { listenOnLoopback } from './listen.ts';
import { outgoing, sendOne, testEgress } from './test-egress.ts';

let folder: string;
let authority: Awaited<ReturnType<typeof createAuthority>>;
beforeAll(async () => {
  folder = await temporaryFolderFor(afterAll);
  authority = await createAuthority(folder);
});

const lookUp = async () => ['127.0.0.1'];

/** A TLS server that responds 200, and what it saw. */
async function tlsServer(options: TlsOptions) {
  const seen: { serverNames: unknown[]; bytes: string } = { serverNames: [], bytes: '' };
  const server = createServer(options, (socket: TLSSocket) => {
    seen.serverNames.push((socket as TLSSocket & { servername?: string | false }).servername);
    socket
      .on('error', () => {})
      .on('data', (data) => {
        seen.bytes += data;
        socket.end('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n');
      });
  });
  server.on('tlsClientError', () => {});
  return { port: await listenOnLoopback(server), seen };
}

const egressThatTrusts = () => testEgress({ EGRESS_CA_FILE: authority.caFile }, { network: { lookUp } });

test('a certificate of an authority in EGRESS_CA_FILE is trusted, and the facts are reported', async () => {
  const { port, seen } = await tlsServer({ ...authority.trusted, ALPNProtocols: ['http/1.1'] });
  const exchange = await sendOne(await egressThatTrusts(), `https://hook.example:${port}/`);
  expect(exchange).toMatchObject({
    failure: null,
    response: { status: 200 },
    tls: {
      version: 'TLSv1.3',
      cipher: expect.stringMatching(/^TLS_/),
      alpn: 'http/1.1',
      verification: 'passed',
      problem: null,
      certificate: { subject: 'CN=trusted', issuer: 'CN=Test Authority, O=Wirebin tests' },
    },
  });
  const { validTo } = exchange.tls!.certificate!;
  expect(validTo).toBeGreaterThan(Date.now());
  expect(exchange.timings.secured).toBeGreaterThan(exchange.timings.connected!);
  expect(seen.serverNames).toEqual(['hook.example']);
});

test('an address is verified as an address and sent without a server name', async () => {
  const { port, seen } = await tlsServer(authority.address);
  const { failure } = await sendOne(await egressThatTrusts(), `https://127.0.0.1:${port}/`);
  expect(failure).toBeNull();
  expect(seen.serverNames).toEqual([false]);
});

describe('a certificate that is not trusted ends the exchange before anything is sent', () => {
  test.each([
    ['expired', 'expired', 'CERT_HAS_EXPIRED', 'has expired'],
    ['other', 'for another host', 'ERR_TLS_CERT_ALTNAME_INVALID', 'is for another host'],
    ['address', 'for an address', 'ERR_TLS_CERT_ALTNAME_INVALID', 'is for another host'],
    ['selfSigned', 'self-signed', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'is self-signed'],
  ] as const)('%s', async (name, _, problem, words) => {
    const { port, seen } = await tlsServer(authority[name]);
    const exchange = await sendOne(await egressThatTrusts(), `https://hook.example:${port}/`);
    expect(exchange).toMatchObject({
      failure: { code: 'tls-invalid', phase: 'tls', detail: expect.stringContaining(words) },
      tls: { verification: 'failed', problem, certificate: { issuer: expect.stringContaining('CN=') } },
      response: null,
      bytesSent: 0,
    });
    expect(seen.bytes).toBe('');
  });

  test('of an authority nobody knows', async () => {
    const { port, seen } = await tlsServer(authority.trusted);
    const egress = await testEgress({}, { network: { lookUp } });
    const { failure, tls } = await sendOne(egress, `https://hook.example:${port}/`);
    expect(failure?.code).toBe('tls-invalid');
    expect(tls?.problem).toBe('UNABLE_TO_VERIFY_LEAF_SIGNATURE');
    expect(seen.bytes).toBe('');
  });
});

test('the connection is closed when the certificate is refused', async () => {
  let closed!: () => void;
  const whenClosed = new Promise<void>((resolve) => {
    closed = resolve;
  });
  const server = createServer(authority.expired, (socket) => socket.on('error', () => {}).resume());
  server.on('tlsClientError', () => {}).on('connection', (socket) => socket.on('close', closed));
  const port = await listenOnLoopback(server);
  await sendOne(await egressThatTrusts(), `https://hook.example:${port}/`);
  await whenClosed;
});

test('verification can be switched off for one request, which then says what is wrong', async () => {
  const { port } = await tlsServer(authority.expired);
  const egress = await egressThatTrusts();
  const url = `https://hook.example:${port}/`;
  const exchange = await sendOne(egress, url, outgoing(), { verifyCertificate: false });
  expect(exchange).toMatchObject({
    failure: null,
    response: { status: 200 },
    tls: { verification: 'skipped', problem: 'CERT_HAS_EXPIRED' },
  });
  expect((await sendOne(egress, url)).failure?.code).toBe('tls-invalid');
});

test.each<[string, () => Promise<number>]>([
  [
    'speaks no TLS',
    () => listenOnLoopback(createTcpServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'))),
  ],
  ['closes the connection', () => listenOnLoopback(createTcpServer((socket) => socket.destroy()))],
  ['speaks HTTP/2 only', async () => (await tlsServer({ ...authority.trusted, ALPNProtocols: ['h2'] })).port],
  [
    'speaks only old versions',
    async () =>
      (
        await tlsServer({
          ...authority.trusted,
          maxVersion: 'TLSv1.1',
          minVersion: 'TLSv1',
          ciphers: 'ALL:@SECLEVEL=0',
        })
      ).port,
  ],
])('a handshake fails as tls-invalid when the destination %s', async (_, listen) => {
  const { failure } = await sendOne(await egressThatTrusts(), `https://hook.example:${await listen()}/`);
  expect(failure).toMatchObject({
    code: 'tls-invalid',
    phase: 'tls',
    detail: expect.stringMatching(/handshake/),
  });
});

test.each([
  ['does not exist', 'missing.pem', null],
  ['has no certificate', 'empty.pem', 'no certificate\n'],
])('the server does not start with an EGRESS_CA_FILE that %s', async (_, name, content) => {
  const file = path.join(folder, name);
  if (content !== null) await writeFile(file, content);
  await expect(testEgress({ EGRESS_CA_FILE: file })).rejects.toThrow('EGRESS_CA_FILE cannot be used');
});
