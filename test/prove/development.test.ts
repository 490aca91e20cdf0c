import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { expect, test } from 'vitest';
import { newBin, startServer } from '../support/server.ts';
import { slowness } from '../support/slowness.ts';
import { eventually, joined } from '../support/watcher.ts';
import { ask, headerOf } from '../support/wire.ts';

const handshake = (target: string) =>
  [
    `GET ${target} HTTP/1.1`,
    'Host: localhost',
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
    '\r\n',
  ].join('\r\n');

/** The first bytes the server answers an upgrade with; the connection stays open. */
async function upgrade(port: number, target: string) {
  const socket = connect(port, 'localhost');
  socket.write(handshake(target));
  const [data] = (await once(socket, 'data')) as [Buffer];
  return { socket, answer: data.toString('latin1') };
}

test('in development Next’s reload channel, the live channel, bins and unknown upgrades each get their own answer', async () => {
  const server = await startServer({ environment: { NODE_ENV: 'development' } });
  const bin = await newBin(server.origin);
  const watcher = await joined(server.origin, { key: bin.key });
  // Twice: with the first page it serves Next would attach to the server by itself, and answer the second time too.
  const open: Socket[] = [];
  for (const id of ['first', 'second']) {
    const { socket, answer } = await upgrade(server.port, `/_next/hmr?id=${id}`);
    expect(answer).toMatch(/^HTTP\/1\.1 101 Switching Protocols\r\n/);
    expect(headerOf({ headers: headersOf(answer) }, 'sec-websocket-accept')).toBe(
      's3pPLMBiTxaQ9kYGzzhZRbK+xOo=',
    );
    await fetch(server.origin);
    expect(socket.destroyed).toBe(false);
    open.push(socket);
  }
  expect((await ask(server.port, handshake(`/b/${bin.slug}/socket`))).status).toBe(200);
  expect((await ask(server.port, handshake('/elsewhere'))).status).toBe(404);
  await eventually(() => watcher.captures.length === 1, 'the capture is told');
  expect(server.log() + server.output()).not.toMatch(/uncaught|more than once/i);
  // Open pages, whose reload channel nobody closes, do not keep it.
  const slower = await slowness();
  const patience = new Promise((resolve) => setTimeout(resolve, 8000 * slower, 'still there'));
  expect(await Promise.race([server.stop(), patience])).toEqual({ code: 0, signal: null });
  for (const socket of open) socket.destroy();
});

function headersOf(answer: string): [string, string][] {
  const lines = answer.split('\r\n\r\n')[0]!.split('\r\n').slice(1);
  return lines.map((line) => [line.split(': ')[0]!, line.split(': ')[1]!]);
}
