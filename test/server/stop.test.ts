import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import path from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, onTestFinished, test } from 'vitest';
import { newBin, root, startServer, temporaryFolder } from '../support/server.ts';
import { slowness } from '../support/slowness.ts';
import { until } from '../support/until.ts';
import { eventually, joined } from '../support/watcher.ts';
import { everythingFrom, openConnection, responsesFrom } from '../support/wire.ts';

// Servers and disks may be slow on a busy machine; what has to be quick is measured.
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Begins a request and its body, and resolves when the server has taken it: it says so with 100 (Continue). */
async function begin(socket: Socket, target: string, length: number, piece: string): Promise<void> {
  const head = [`POST ${target} HTTP/1.1`, 'Host: a', `Content-Length: ${length}`, 'Expect: 100-continue'];
  socket.write(`${head.join('\r\n')}\r\n\r\n`);
  await once(socket, 'data');
  socket.write(piece);
  await pause(100);
}

function rowsOf(folder: string): { target: string; body: Buffer; aborted: number }[] {
  const database = new Database(path.join(folder, 'wirebin.db'), { readonly: true });
  const rows = database.prepare('SELECT target, content AS body, aborted FROM "Capture" ORDER BY id').all();
  database.close();
  return rows as { target: string; body: Buffer; aborted: number }[];
}

describe.for(['SIGTERM', 'SIGINT'] as const)('asked to stop with %s', (signal) => {
  test('an upload under way is finished, committed and answered; then it exits with 0', async () => {
    const server = await startServer();
    const bin = await newBin(server.origin);
    const socket = await openConnection(server.port);
    await begin(socket, `/b/${bin.slug}/under-way`, 10, '01234');
    server.process.kill(signal);
    await until(() =>
      openConnection(server.port).then(
        (late) => void late.destroy(),
        (error) => String(error).includes('ECONNREFUSED'),
      ),
    );
    expect(server.process.exitCode).toBeNull();
    socket.write('56789');
    const [response] = await responsesFrom(socket);
    expect(response?.status).toBe(200);
    expect(await server.stop(signal)).toEqual({ code: 0, signal: null });
    const [row] = rowsOf(server.folder);
    expect(row).toMatchObject({ target: `/b/${bin.slug}/under-way`, aborted: 0 });
    expect(String(row?.body)).toBe('0123456789');
  });

  test('connections that are kept open, idle, new or upgraded, do not keep it', async () => {
    const server = await startServer();
    const bin = await newBin(server.origin);
    const idle = await openConnection(server.port);
    idle.write(`GET /b/${bin.slug} HTTP/1.1\r\nHost: a\r\n\r\n`);
    await responsesFrom(idle, 1, undefined, { keep: true });
    const silent = await openConnection(server.port);
    const watchers = [
      await joined(server.origin, { key: bin.key }),
      await joined(server.origin, { key: bin.key, transports: ['polling'] }),
    ];
    const began = performance.now();
    expect(await server.stop(signal)).toEqual({ code: 0, signal: null });
    expect(performance.now() - began).toBeLessThan(6000 * (await slowness()));
    for (const { disconnects } of watchers) {
      await eventually(() => disconnects.length > 0, 'the watcher knows');
    }
    idle.destroy();
    silent.destroy();
  });
});

describe('asked to stop', () => {
  test('an API call under way is finished and answered too', async () => {
    const server = await startServer();
    await newBin(server.origin);
    const socket = await openConnection(server.port);
    await begin(socket, '/api/v1/bins', 20, '{"slug":"wanted');
    const answering = everythingFrom(socket);
    server.process.kill('SIGTERM');
    await pause(300);
    socket.write('-1" }');
    const answer = await answering;
    expect(answer).toMatch(/^HTTP\/1\.1 201 /);
    expect(await server.stop()).toEqual({ code: 0, signal: null });
  });

  test('an upgrade whose sender keeps its half open does not keep it', async () => {
    const server = await startServer();
    await newBin(server.origin);
    const sockets = await Promise.all(
      ['/elsewhere', '/b/nosuchbin'].map(async (target) => {
        const socket = connect({ port: server.port, host: '127.0.0.1', allowHalfOpen: true });
        socket.on('error', () => {});
        socket.write(
          `GET ${target} HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`,
        );
        await once(socket, 'data');
        return socket;
      }),
    );
    const began = performance.now();
    const exited = server.stop();
    const patience = pause(60_000).then(() => 'still there');
    expect(await Promise.race([exited, patience])).toEqual({ code: 0, signal: null });
    expect(performance.now() - began).toBeLessThan(5000 * (await slowness()));
    for (const socket of sockets) socket.destroy();
  });

  test('pipelined requests whose sender has gone do not keep it', async () => {
    const server = await startServer();
    const bin = await newBin(server.origin);
    const get = `GET /b/${bin.slug} HTTP/1.1\r\nHost: a\r\n\r\n`;
    for (let round = 0; round < 20; round += 1) {
      const socket = await openConnection(server.port);
      socket.on('error', () => {});
      socket.write(get.repeat(20), () => socket.resetAndDestroy());
      await once(socket, 'close');
    }
    await pause(300);
    const began = performance.now();
    expect(await server.stop()).toEqual({ code: 0, signal: null });
    expect(performance.now() - began).toBeLessThan(6000 * (await slowness()));
  });

  test('an upload that stands still is waited for, but not for ever, and then kept as far as it came', async () => {
    const server = await startServer();
    const bin = await newBin(server.origin);
    const socket = await openConnection(server.port);
    socket.on('error', () => {});
    await begin(socket, `/b/${bin.slug}`, 10, '01234');
    const began = performance.now();
    expect(await server.stop()).toEqual({ code: 0, signal: null });
    expect(performance.now() - began).toBeGreaterThan(5000);
    expect(performance.now() - began).toBeLessThan(15_000 * (await slowness()));
    expect(rowsOf(server.folder).map(({ body, aborted }) => [String(body), aborted])).toEqual([['01234', 1]]);
  });

  test('while it is still starting, it goes at once', async () => {
    const folder = await temporaryFolder();
    const child = started(folder);
    await pause(60);
    child.kill('SIGTERM');
    const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
    expect([code ?? 0, signal ?? 'SIGTERM']).toEqual([0, 'SIGTERM']);
  });
});

function started(folder: string): ChildProcess {
  const child = spawn(process.execPath, ['dist/server.mjs'], {
    cwd: root,
    env: {
      PATH: process.env.PATH,
      NODE_ENV: 'production',
      PORT: '0',
      DATABASE_URL: `file:${folder}/wirebin.db`,
    },
    stdio: 'ignore',
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  return child;
}
