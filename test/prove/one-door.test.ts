import { constants, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { expect, test } from 'vitest';
import { newBin, sharedServer, startServer } from '../support/server.ts';
import { eventually, joined } from '../support/watcher.ts';

const server = sharedServer();

// Servers and disks may be slow on a busy machine; what has to be quick is measured.
/**
 * In a production build, route handlers find what the server left on `globalThis`: the same store and the same live
 * channel, not a second copy of the modules.
 */
test('what a route handler does is told by the live channel of the server', async () => {
  const bin = await newBin(server().origin);
  const watcher = await joined(server().origin, { key: bin.key });
  await fetch(bin.captureUrl, { method: 'POST', body: 'x' });
  await eventually(() => watcher.captures.length === 1, 'a capture, from the wire door');
  await bin.api('/captures/1', { method: 'PATCH', body: '{"note":"from a route handler"}' });
  await eventually(() => watcher.changes.some(({ note }) => note === 'from a route handler'), 'a change');
  await bin.api('/captures/1', { method: 'DELETE' });
  await eventually(() => watcher.removed.length === 1, 'a removal');
  expect(watcher.removed).toEqual([[1]]);
});

test('an answer that is not yet in the database is seen by route handlers: they ask the same store', async () => {
  const bin = await newBin(server().origin);
  for (let seq = 1; seq <= 20; seq += 1) {
    // The answer of a capture is kept in memory for up to 50 ms before it is written.
    await fetch(bin.captureUrl);
    const capture = (await (await bin.api(`/captures/${seq}`)).json()) as { reply: unknown };
    expect(capture.reply).toMatchObject({ status: 200 });
  }
});

test.runIf(process.platform === 'linux')(
  'the process holds the database open once for writing and once for reading',
  async () => {
    // One of its own: searches and load open it once more, on threads.
    const server = await startServer();
    const bin = await newBin(server.origin);
    await fetch(bin.captureUrl);
    await bin.api('/captures');
    const told = `/proc/${server.process.pid}`;
    const opened = readdirSync(`${told}/fd`).flatMap((name) => {
      try {
        if (!readlinkSync(`${told}/fd/${name}`).endsWith('/wirebin.db')) return [];
        const flags = /flags:\s+(\d+)/.exec(readFileSync(`${told}/fdinfo/${name}`, 'utf8'))![1]!;
        return [Number.parseInt(flags, 8) & (constants.O_WRONLY | constants.O_RDWR)];
      } catch {
        return [];
      }
    });
    expect(opened.sort()).toEqual([constants.O_RDONLY, constants.O_RDWR]);
  },
);
