import { createServer } from 'node:http';
import { connect } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { freePort } from '../support/server.ts';
import { temporaryFolderFor } from '../support/temporary-folder.ts';
import { createAuthority } from './authority.ts';
import { listenOnLoopback, rawServer } from './listen.ts';
import { namesOf } from './silent-listener.ts';
import { outgoing, sendOne, testEgress } from './test-egress.ts';

const ok = 'HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n';

/** A proxy that connects to `destination`, whatever address it is asked for; null to refuse with 403. */
async function startProxy(destination: number | null) {
  const asked: { authority: string; authorization: string | undefined }[] = [];
  const server = createServer();
  server.on('connect', ({ url = '', headers }, socket, head) => {
    asked.push({ authority: url, authorization: headers['proxy-authorization'] });
    if (destination === null) return void socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
    const onward = connect(destination, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      onward.write(head);
      onward.pipe(socket).pipe(onward);
    });
    onTestFinished(() => void onward.destroy());
    onward.on('error', () => socket.destroy());
    socket.on('error', () => onward.destroy());
  });
  return { port: await listenOnLoopback(server), asked };
}

const lookUp = namesOf({
  'public.example': [['93.184.216.34']],
  'public-6.example': [['2606:2800:220:1::1']],
  'private.example': [['10.0.0.1']],
  'proxy.internal': [['127.0.0.1']],
});

test('requests go through the proxy to the address that was judged', async () => {
  let arrived = '';
  const origin = await rawServer((socket, request) => {
    arrived = request;
    socket.end(ok);
  });
  const proxy = await startProxy(Number(new URL(origin).port));
  const egress = await testEgress(
    { AUDIENCE: 'public', EGRESS_PROXY: `http://me:s%20cret@proxy.internal:${proxy.port}` },
    { network: { lookUp } },
  );
  const exchange = await sendOne(egress, 'http://public.example/', outgoing({ target: '/a//b' }));
  expect(exchange).toMatchObject({
    failure: null,
    response: { status: 200 },
    viaProxy: true,
    address: { text: '93.184.216.34', kind: 'public' },
  });
  expect(proxy.asked).toEqual([
    { authority: '93.184.216.34:80', authorization: `Basic ${btoa('me:s cret')}` },
  ]);
  expect(arrived).toBe('GET /a//b HTTP/1.1\r\nHost: public.example\r\n\r\n');
  await sendOne(egress, 'http://public-6.example:8080/');
  expect(proxy.asked[1]?.authority).toBe('[2606:2800:220:1::1]:8080');
});

test('destinations are judged before the proxy is asked', async () => {
  const proxy = await startProxy(1);
  const EGRESS_PROXY = `http://127.0.0.1:${proxy.port}`;
  const egress = await testEgress({ AUDIENCE: 'public', EGRESS_PROXY }, { network: { lookUp } });
  for (const url of [
    'http://private.example/',
    'http://169.254.169.254/',
    'http://127.0.0.1/',
    'http://public.example:22/',
  ])
    expect((await sendOne(egress, url)).failure?.code).toBe('egress-refused');
  expect(proxy.asked).toEqual([]);
});

describe('TLS goes through the proxy', () => {
  let authority: Awaited<ReturnType<typeof createAuthority>>;
  beforeAll(async () => {
    authority = await createAuthority(await temporaryFolderFor(afterAll));
  });

  test('and the certificate is verified for the host', async () => {
    const servers = [authority.trusted, authority.other].map((certificate) =>
      createTlsServer(certificate, (socket) =>
        socket.on('error', () => {}).once('data', () => socket.end(ok)),
      ),
    );
    const codes: unknown[] = [];
    for (const server of servers) {
      const proxy = await startProxy(await listenOnLoopback(server));
      const egress = await testEgress(
        { EGRESS_CA_FILE: authority.caFile, EGRESS_PROXY: `http://127.0.0.1:${proxy.port}` },
        { network: { lookUp: namesOf({ 'hook.example': [['93.184.216.34']] }) } },
      );
      const { failure, response } = await sendOne(egress, 'https://hook.example/');
      codes.push(failure?.code ?? response?.status);
    }
    expect(codes).toEqual([200, 'tls-invalid']);
  });
});

describe('a failure of the proxy is not one of the destination', () => {
  const send = async (EGRESS_PROXY: string) => {
    const egress = await testEgress({ AUDIENCE: 'public', EGRESS_PROXY }, { network: { lookUp } });
    return (await sendOne(egress, 'http://public.example/')).failure;
  };

  test.each<[string, () => Promise<string>, string]>([
    [
      'refuses',
      async () => `http://127.0.0.1:${(await startProxy(null)).port}`,
      'It responded with status 403.',
    ],
    ['does not listen', async () => `http://127.0.0.1:${await freePort()}`, 'It could not be connected to.'],
    ['does not exist', async () => 'http://nowhere.internal', 'Its name could not be resolved.'],
    [
      'speaks something else',
      () => rawServer((socket) => socket.end('SSH-2.0\r\n')),
      'It closed the connection, or did not respond with HTTP.',
    ],
    [
      'closes the connection',
      () => rawServer((socket) => socket.end()),
      'It closed the connection, or did not respond with HTTP.',
    ],
  ])('when it %s', async (_, proxy, detail) => {
    expect(await send(await proxy())).toMatchObject({ code: 'proxy-failed', detail, phase: 'connect' });
  });

  test('and names neither the proxy nor its credentials', async () => {
    const port = await freePort();
    const failure = await send(`http://me:secret@127.0.0.1:${port}`);
    expect(JSON.stringify(failure)).not.toMatch(new RegExp(`secret|me:|127.0.0.1|${port}`));
  });

  test('except when it takes too long', async () => {
    const silent = await rawServer(() => {});
    const egress = await testEgress({ EGRESS_PROXY: silent }, { network: { lookUp } });
    const { failure } = await sendOne(egress, 'http://public.example/', outgoing(), {
      times: { connect: 50 },
    });
    expect(failure).toMatchObject({ code: 'timed-out', phase: 'connect' });
  });
});
