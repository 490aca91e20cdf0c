import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { verify } from '@octokit/webhooks-methods';
import { expect, onTestFinished, test } from 'vitest';
import type { DeliveryJson, DeliveryPage } from '#lib/model/delivery-json.ts';
import type { ListenerJson } from '#lib/model/listener.ts';
import { type Machine, newMachine, type RunningCommand } from '../support/command.ts';
import { response, startLocalServer } from '../support/local-server.ts';
import { freePort, newBin, sharedServer, startServer, type TestBin } from '../support/server.ts';
import { ask } from '../support/wire.ts';

const server = sharedServer({ environment: { HOST: '127.0.0.1' } });
const patient = { timeout: 60_000, interval: 25 };

/** How many requests are sent while the server and the network fail. */
const total = process.env.NERVES ? 300 : 45;
const third = total / 3;

type Known = {
  readonly machine: Machine;
  readonly bin: TestBin;
  readonly listen: (...words: string[]) => RunningCommand;
};

async function listening(origin = server().origin): Promise<Known> {
  const bin = await newBin(origin);
  const machine = newMachine({ WIREBIN_URL: origin, WIREBIN_BIN: bin.slug, WIREBIN_KEY: bin.key });
  return { bin, machine, listen: (...words) => machine.start(['listen', '--name', 'laptop', ...words]) };
}

const post = (bin: TestBin, below: string, body = 'x') =>
  fetch(`${bin.captureUrl}${below}`, { method: 'POST', body });
const listener = async (bin: TestBin) => (await (await bin.api('/listeners/laptop')).json()) as ListenerJson;
const printed = (running: RunningCommand, words: string | RegExp) =>
  expect.poll(() => running.out() + running.err(), patient).toMatch(words);

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

test('nothing is lost and nothing comes twice while the server is killed and the network hangs', async () => {
  const port = await freePort();
  const folder = await mkdtemp(path.join(tmpdir(), 'wirebin-test-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const environment = { HOST: '127.0.0.1', PORT: String(port) };
  const first = await startServer({ folder, environment });
  const network = await startNetwork(port);
  const { bin, machine } = await listening(first.origin);
  const throughNetwork = { WIREBIN_URL: `http://127.0.0.1:${network.port}` };
  const local = await startLocalServer();
  const start = () =>
    machine.start(['listen', '--name', 'laptop', '--since', '1', '--to', local.url], throughNetwork);
  const running = start();
  await printed(running, /Listening/);
  const send = async (from: number, to: number) => {
    for (let number = from; number <= to; number += 1) await post(bin, `/${number}`, String(number));
  };
  await send(1, third);
  await expect.poll(() => local.received.length, patient).toBeGreaterThan(5);
  await first.stop('SIGKILL');
  await printed(running, /Connection lost\..*Nothing is lost/);
  const second = await startServer({ folder, environment });
  await send(third + 1, 2 * third);
  await printed(running, /Connected again/);
  // A network that takes everything and brings nothing.
  network.hang();
  const hungAt = performance.now();
  const before = running.out().split('Connection lost').length;
  await expect.poll(() => running.out().split('Connection lost').length, patient).toBeGreaterThan(before);
  expect(performance.now() - hungAt).toBeLessThan(20_000);
  await send(2 * third + 1, total);
  network.resume();
  await expect.poll(() => local.received.length, { ...patient, timeout: 120_000 }).toBe(total);
  const bodies = local.received.map((request) => request.split('\r\n\r\n')[1]);
  expect(bodies).toEqual(Array.from({ length: total }, (_, index) => String(index + 1)));
  await expect.poll(async () => (await listener(bin)).cursor, patient).toBe(total);
  const page = (await (await bin.api('/deliveries')).json()) as DeliveryPage;
  expect(page.total).toBe(total);
  // Where it stopped, the next one goes on.
  await running.interrupt();
  await post(bin, '/last', 'last');
  machine.start(['listen', '--name', 'laptop', '--to', local.url], throughNetwork);
  await expect.poll(() => local.received.length, patient).toBe(total + 1);
  await second.stop('SIGKILL');
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

test('what GitHub signs is accepted by @octokit/webhooks behind the listener', async () => {
  const { machine, listen } = await listening();
  const local = await startLocalServer();
  const running = listen('--to', local.url);
  await printed(running, /Listening/);
  expect((await machine.run(['send', 'github', 'push', '--secret', 's3cret'])).code).toBe(0);
  await expect.poll(() => local.received.length, patient).toBe(1);
  const [head = '', ...rest] = local.received[0]!.split('\r\n\r\n');
  const [, signature = ''] = /^x-hub-signature-256: *(.*)$/im.exec(head) ?? [];
  const body = Buffer.from(rest.join('\r\n\r\n'), 'latin1').toString('utf8');
  expect(await verify('s3cret', body, signature.trim())).toBe(true);
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

/** A network between the command and a server: it passes everything on, or takes everything and brings nothing. */
async function startNetwork(to: number) {
  let isHanging = false;
  const sockets = new Set<Socket>();
  const proxy = createServer((socket) => {
    sockets.add(socket);
    const other = connect(to, '127.0.0.1');
    sockets.add(other);
    for (const [one, another] of [
      [socket, other],
      [other, socket],
    ] as const) {
      one.on('data', (data) => void (isHanging || another.write(data)));
      one.on('error', () => {}).on('close', () => isHanging || another.destroy());
    }
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const cut = () => {
    for (const socket of sockets) socket.destroy();
    sockets.clear();
  };
  onTestFinished(() => {
    cut();
    proxy.close();
  });
  return {
    port: (proxy.address() as AddressInfo).port,
    hang() {
      isHanging = true;
    },
    resume() {
      isHanging = false;
      cut();
    },
  };
}
