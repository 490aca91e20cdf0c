import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { DeliveryPage } from '#lib/model/delivery-json.ts';
import { startLocalServer } from '../support/local-server.ts';
import { freePort, startServer } from '../support/server.ts';
import { listener, listening, patient, post, printed } from './listening.ts';

/** How many requests are sent while the server and the network fail. */
const total = process.env.NERVES ? 300 : 45;
const third = total / 3;

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
