import { expect, test } from 'vitest';
import type { DeliveryJson, DeliveryPage } from '#lib/model/delivery-json.ts';
import { response, startLocalServer } from '../support/local-server.ts';
import { freePort, sharedServer } from '../support/server.ts';
import { ask } from '../support/wire.ts';
import { listener, listening as listeningTo, patient, post, printed } from './listening.ts';

const server = sharedServer({ environment: { HOST: '127.0.0.1' } });
const listening = () => listeningTo(server().origin);

/** Requests as byte strings, for a target below a bin and the lines of the host. */
const hostile: readonly ((target: (below: string) => string, host: string) => string)[] = [
  (target, host) => `GET ${target('/a%20b//..;x?q=%zz&&=#')} HTTP/1.1\r\n${host}\r\n\r\n`,
  (target, host) =>
    `POST ${target('')} HTTP/1.1\r\n${host}\r\nX-A: 1\r\nx-a: 2\r\nX-A:\r\nContent-Length: 6\r\n\r\n\x00\xff\r\n\r\n`,
  (target, host) =>
    `pOsT ${target('/\xe9')} HTTP/1.1\r\n${host}\r\nCookie: a=1\r\nCookie: b=\xff\r\nCONTENT-LENGTH: 0\r\n\r\n`,
  (target, host) =>
    `PUT ${target('/t')} HTTP/1.1\r\n${host}\r\nTransfer-Encoding: chunked\r\nTrailer: X-Sum\r\n\r\n3\r\n\x00\x01\x02\r\n0\r\nX-Sum: 1\r\n\r\n`,
  (target, host) =>
    `POST ${target('/zip')} HTTP/1.0\r\n${host}\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\n\r\n\x1f\x8b!`,
];

test('requests come to the local server byte for byte, in order, with its Host and the original one beside it', async () => {
  const { bin, listen } = await listening();
  const local = await startLocalServer();
  const running = listen('--to', local.url, '--since', '1');
  const at = (below: string) => `/b/${bin.slug}${below}`;
  const sent = Array.from({ length: hostile.length * 3 }, (_, index) => hostile[index % hostile.length]!);
  for (const request of sent) await ask(server().port, request(at, 'Host: bins.example'));
  await expect.poll(() => local.received.length, patient).toBe(sent.length);
  const lines = `Host: ${local.host}\r\nX-Forwarded-Host: bins.example`;
  const expected = sent.map((request) => {
    const received = request(at, 'Host: bins.example');
    // A method that the parser does not know makes a malformed message, which is sent as it was received.
    return received.startsWith('pOsT') ? received : request((below) => below || '/', lines);
  });
  expect(local.received).toEqual(expected);
  await expect.poll(async () => (await listener(bin)).cursor, patient).toBe(sent.length);
  const ended = await running.interrupt();
  expect(ended).toMatchObject({ code: 130, err: '' });
  expect(await listener(bin)).toMatchObject({ isListening: false, url: local.url });
});

test('what the local server responded is a delivery in the inspector, with its times', async () => {
  const { bin, listen } = await listening();
  const local = await startLocalServer(() => response(418, 'teapot', ['X-Own: 1']));
  const running = listen('--to', `${local.url}/hooks?k=1`);
  await printed(running, /Listening as "laptop"/);
  await post(bin, '/orders?a=2', 'hello');
  await printed(running, /#1 {2}POST {2}\/orders\?a=2 {2}418 in \d+ ms\n/);
  expect(local.received[0]).toMatch(/^POST \/hooks\/orders\?k=1&a=2 HTTP\/1\.1\r\n/);
  await expect.poll(async () => (await listener(bin)).cursor, patient).toBe(1);
  const { deliveries } = (await (await bin.api('/deliveries')).json()) as DeliveryPage;
  const delivery = (await (await bin.api(`/deliveries/${deliveries[0]!.id}`)).json()) as DeliveryJson;
  expect(delivery).toMatchObject({
    source: { kind: 'listener', name: 'laptop', seq: 1 },
    state: 'answered',
    attempts: [
      {
        status: 418,
        hops: [
          {
            target: '/hooks/orders?k=1&a=2',
            address: { text: '127.0.0.1', kind: 'loopback' },
            response: {
              headers: [
                ['X-Own', '1'],
                ['Content-Length', '6'],
              ],
              body: { text: 'teapot' },
            },
          },
        ],
      },
    ],
  });
  expect(delivery.attempts[0]!.hops[0]!.changes.map(({ header }) => header)).toContain('X-Forwarded-Host');
  expect(delivery.attempts[0]!.hops[0]!.timings.done).toBeGreaterThan(0);
});

test('a request waits until the local server accepts connections, and the lag is told', async () => {
  const { bin, listen } = await listening();
  const port = await freePort();
  const running = listen('--to', `127.0.0.1:${port}`, '--since', '1');
  for (const below of ['/a', '/b', '/c']) await post(bin, below);
  await printed(running, /does not accept connections.*\(\d behind\)/);
  await expect.poll(async () => (await listener(bin)).cursor, patient).toBe(0);
  const local = await startLocalServer(undefined, port);
  await expect.poll(() => local.received.length, patient).toBe(3);
  await printed(running, /#1 .*\(2 behind, sending\)/);
});

test('the first Ctrl+C waits for the request that is being sent, the second one ends at once', async () => {
  const { bin, listen } = await listening();
  let begun = 0;
  const local = await startLocalServer(() => {
    begun += 1;
    return new Promise<string>(() => {});
  });
  const running = listen('--to', local.url, '--since', '1');
  await post(bin, '/a');
  await expect.poll(() => begun, patient).toBe(1);
  let ended: NodeJS.Signals | null | undefined;
  running.process.once('exit', (_, signal) => {
    ended = signal;
  });
  // Signals of the same kind that follow too closely are one.
  await expect
    .poll(() => {
      if (ended === undefined) running.process.kill('SIGINT');
      return ended;
    }, patient)
    .toBe('SIGINT');
});

test('a second listener of the same name is told, and so is the first when it is replaced', async () => {
  const { listen } = await listening();
  const local = await startLocalServer();
  const first = listen('--to', local.url);
  await printed(first, /Listening/);
  const second = await listen('--to', local.url).ended;
  expect([second.code, second.err]).toEqual([
    1,
    expect.stringContaining('Another program listens as "laptop"'),
  ]);
  const third = listen('--to', local.url, '--take-over');
  await printed(third, /Listening/);
  expect(await first.ended).toMatchObject({
    code: 1,
    err: expect.stringContaining('Another program listens'),
  });
});

test('the sender of a held request gets the response of the local server', async () => {
  const { bin, machine, listen } = await listening();
  const local = await startLocalServer(() => response(201, 'caf\xc3\xa9', ['X-Own: 1', 'Connection: close']));
  const running = listen('--to', local.url, '--reply');
  await printed(running, /does not hold requests/);
  expect((await machine.run(['reply', '--hold', '60s'])).code).toBe(0);
  const sent = await post(bin, '/a');
  expect([sent.status, sent.headers.get('x-own'), await sent.text()]).toEqual([201, '1', 'café']);
  await printed(running, /sender responded to/);
});

test('only what matches is sent, to one path, with the Host that was received, several at a time', async () => {
  const { bin, listen } = await listening();
  let atOnce = 0;
  let most = 0;
  const local = await startLocalServer(async () => {
    atOnce += 1;
    most = Math.max(most, atOnce);
    await expect.poll(() => most, patient).toBe(3);
    atOnce -= 1;
    return response(204, '');
  });
  for (let count = 0; count < 3; count += 1) await post(bin, '/skipped');
  const running = listen(
    '--to',
    local.url,
    '--path',
    '/one?x=1',
    '--host',
    'keep',
    '--filter',
    'path:/yes',
    '--parallel',
    '3',
    '--from-now',
  );
  await printed(running, /after request 3/);
  for (const below of ['/yes', '/no', '/yes', '/yes']) await post(bin, below);
  await expect.poll(() => local.received.length, patient).toBe(3);
  for (const request of local.received)
    expect(request).toMatch(
      new RegExp(`^POST /one\\?x=1 HTTP/1\\.1\r\nhost: ${new URL(server().origin).host}\r\n`, 'i'),
    );
  expect(local.received.join()).not.toContain('X-Forwarded-Host');
  await expect.poll(async () => (await listener(bin)).cursor, patient).toBe(7);
});

test('where a signature covers the URL, the command says against which one to verify it', async () => {
  const { bin, machine, listen } = await listening();
  const local = await startLocalServer();
  const running = listen('--to', local.url);
  await printed(running, /Listening/);
  const list = JSON.parse((await machine.run(['send', 'twilio', '--json'])).out) as {
    events: { id: string }[];
  }[];
  await machine.run(['send', 'twilio', list[0]!.events[0]!.id, '--secret', 'token']);
  await printed(running, `Twilio signs the URL. Verify its signatures against ${bin.captureUrl}`);
});
