import { once } from 'node:events';
import path from 'node:path';
import Database from 'better-sqlite3';
import { io, type Socket } from 'socket.io-client';
import { expect, onTestFinished, test, vi } from 'vitest';
import { newBin, startServer } from '../support/server.ts';
import { everythingFrom, openConnection, responsesFrom } from '../support/wire.ts';

/** How many pages are connected; the long form has as many as one instance may have. */
const pages = process.env.NERVES ? 2000 : 150;

test('a server that stops under load is not ready any more, finishes what it took, and lets its pages go in groups', async () => {
  const server = await startServer({ environment: { CONNECTIONS_PER_ADDRESS: 'off' } });
  const bin = await newBin(server.origin);
  const { sockets, gone } = await connectPages(server.origin, bin.key);

  const acknowledged: string[] = [];
  let isListening = true;
  const senders = Array.from({ length: 4 }, async (_, sender) => {
    for (let count = 0; isListening; count += 1) {
      const body = `${sender}-${count}`;
      const response = await fetch(bin.captureUrl, { method: 'POST', body }).catch(() => null);
      if (response?.status === 200) acknowledged.push(body);
    }
  });
  // An upload in progress, which the server waits for, and a question whose head is not complete yet.
  const upload = await openConnection(server.port);
  const expectation = ['Content-Length: 4', 'Expect: 100-continue', '', ''].join('\r\n');
  upload.write(`POST ${new URL(bin.captureUrl).pathname} HTTP/1.1\r\nHost: a\r\n${expectation}`);
  await once(upload, 'data');
  const question = await openConnection(server.port);
  question.write('GET /readyz HTTP/1.1\r\nHost: a\r\n');
  await vi.waitFor(() => expect(acknowledged.length).toBeGreaterThan(20), { timeout: 60_000, interval: 25 });

  const stopped = server.stop('SIGTERM');
  await vi.waitFor(() => expect(gone).toHaveLength(pages), { timeout: 60_000, interval: 5 });
  const readiness = everythingFrom(question);
  question.write('\r\n');
  expect(await readiness).toMatch(/^HTTP\/1\.1 503 [\s\S]*"status":"draining"/);
  upload.write('last');
  expect((await responsesFrom(upload))[0]?.status).toBe(200);
  acknowledged.push('last');
  expect((await stopped).code).toBe(0);
  isListening = false;
  await Promise.all(senders);

  const database = new Database(path.join(server.folder, 'wirebin.db'), { readonly: true });
  const bodies = database.prepare('SELECT CAST(content AS TEXT) FROM "Capture"').pluck().all() as string[];
  database.close();
  const stored = new Set(bodies);
  expect(stored.size).toBe(bodies.length);
  expect(acknowledged.filter((body) => !stored.has(body))).toEqual([]);
  // Groups of 25 pages and more, with pauses of 25 milliseconds and more.
  expect(Math.max(...gone) - Math.min(...gone)).toBeGreaterThan(100);
  expect(sockets.every(({ connected }) => !connected)).toBe(true);
});

/** Connects pages, a few at a time. `gone` gets the time at which each is disconnected. */
async function connectPages(origin: string, key: string): Promise<{ sockets: Socket[]; gone: number[] }> {
  const sockets: Socket[] = [];
  const gone: number[] = [];
  onTestFinished(() => {
    for (const socket of sockets) socket.close();
  });
  while (sockets.length < pages) {
    const group = Array.from({ length: Math.min(50, pages - sockets.length) }, () =>
      io(origin, { auth: { key }, transports: ['websocket'], reconnection: false, forceNew: true }),
    );
    await Promise.all(
      group.map((socket) => {
        socket.on('disconnect', () => gone.push(performance.now()));
        return new Promise<void>((resolve, reject) =>
          socket.once('joined', () => resolve()).once('connect_error', reject),
        );
      }),
    );
    sockets.push(...group);
  }
  return { sockets, gone };
}
