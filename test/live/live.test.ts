import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { hashKey } from '#lib/access/keys.ts';
import { openDecodeQueue } from '#lib/content-encoding/decode-queue.ts';
import { type Live, openLive } from '#lib/live/live.ts';
import type { CaptureSummary } from '#lib/model/capture-json.ts';
import { openStore } from '#lib/store/open.ts';
import type { Store } from '#lib/store/store.ts';
import { received } from '../support/received.ts';
import { newBin, root, sharedServer, startServer, type TestBin, temporaryFolder } from '../support/server.ts';
import { slowness } from '../support/slowness.ts';
import { eventually, joined, watch } from '../support/watcher.ts';
import { ask, converse, everythingFrom, openConnection } from '../support/wire.ts';
import { testWorkers } from '../support/workers.ts';

// Servers and disks may be slow on a busy machine; what has to be quick is measured.
const server = sharedServer();
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const oneTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);
const send = (bin: TestBin, body = 'x') => fetch(bin.captureUrl, { method: 'POST', body });

async function newLink(bin: TestBin, link: Record<string, unknown>): Promise<{ id: number; key: string }> {
  const response = await bin.api('/links', { method: 'POST', body: JSON.stringify(link) });
  expect(response.status).toBe(201);
  return (await response.json()) as { id: number; key: string };
}

describe('joining', () => {
  async function refusal(key: unknown): Promise<unknown> {
    const { socket } = watch(server().origin, { key });
    return new Promise((resolve) => {
      socket.on('connect_error', (error) => resolve((error as { data?: unknown }).data));
      socket.on('connect', () => resolve('connected'));
    });
  }

  test('a connection without a key, with a wrong or strange one, is refused with a code', async () => {
    expect(await refusal(undefined)).toEqual({ code: 'key-missing' });
    expect(await refusal('')).toEqual({ code: 'key-missing' });
    expect(await refusal({ $ne: null })).toEqual({ code: 'key-missing' });
    expect(await refusal('abcdefghijklmnopqrstuvwx')).toEqual({ code: 'key-unknown' });
    expect(await refusal('a'.repeat(5000))).toEqual({ code: 'key-unknown' });
  });

  test('the slug is no key', async () => {
    const bin = await newBin(server().origin);
    expect(await refusal(bin.slug)).toEqual({ code: 'key-unknown' });
  });

  test('an expired link is refused', async () => {
    const bin = await newBin(server().origin);
    const { key } = await newLink(bin, {
      role: 'viewer',
      expiresAt: new Date(Date.now() - 1000).toISOString(),
    });
    expect(await refusal(key)).toEqual({ code: 'key-unknown' });
  });

  test('whoever joins is told of the bin, the role, and the highest seq so far', async () => {
    const bin = await newBin(server().origin);
    for (let count = 0; count < 3; count += 1) await send(bin);
    expect((await joined(server().origin, { key: bin.key })).joined).toEqual([
      { slug: bin.slug, role: 'owner', head: 3 },
    ]);
    const { key } = await newLink(bin, { role: 'viewer' });
    expect((await joined(server().origin, { key })).joined[0]).toMatchObject({ role: 'viewer' });
  });
});

describe('captures', () => {
  test('are told as they come, in order, as the list has them', async () => {
    const bin = await newBin(server().origin);
    const watcher = await joined(server().origin, { key: bin.key });
    for (let count = 1; count <= 5; count += 1) await send(bin, `${count}`);
    await eventually(() => watcher.captures.length === 5, 'five captures');
    expect(watcher.captures.map(({ seq }) => seq)).toEqual(oneTo(5));
    await eventually(() => answersOf(watcher).size === 5, 'five answers');
    const { captures } = (await (await bin.api('/captures?after=0')).json()) as {
      captures: CaptureSummary[];
    };
    const told = watcher.captures.map((capture) => ({
      ...capture,
      reply: answersOf(watcher).get(capture.seq),
    }));
    expect(told).toEqual(captures);
  });

  test('reach the watcher within 100 ms of being answered', async () => {
    const bin = await newBin(server().origin);
    const watcher = await joined(server().origin, { key: bin.key });
    await send(bin);
    await pause(200);
    const times: number[] = [];
    for (let count = 2; count <= 6; count += 1) {
      await pause(50);
      const sent = performance.now();
      await send(bin);
      await eventually(() => watcher.captures.some(({ seq }) => seq === count), `capture ${count}`);
      times.push(performance.now() - sent);
    }
    expect(Math.min(...times), `milliseconds: ${times.map(Math.round).join(', ')}`).toBeLessThan(
      100 * (await slowness()),
    );
  });

  test('hold no body, in whatever form', async () => {
    const bin = await newBin(server().origin);
    const watcher = await joined(server().origin, { key: bin.key });
    await send(bin, 'secret payload');
    await eventually(() => watcher.captures.length === 1, 'a capture');
    expect(JSON.stringify(watcher.captures)).not.toContain('secret');
    expect(watcher.captures[0]).toMatchObject({ body: { size: 14 } });
  });

  test('of other bins are not told', async () => {
    const [mine, other] = [await newBin(server().origin), await newBin(server().origin)];
    const watcher = await joined(server().origin, { key: mine.key });
    await send(other);
    await send(mine);
    await eventually(() => watcher.captures.length > 0, 'a capture');
    await pause(100);
    expect(watcher.captures).toHaveLength(1);
    expect(watcher.captures[0]?.target).toContain(mine.slug);
  });

  test('a burst of 2,000: none missing, none twice, in order, in far fewer messages', async () => {
    const bin = await newBin(server().origin);
    const [first, second] = await Promise.all([1, 2].map(() => joined(server().origin, { key: bin.key })));
    const get = `GET /b/${bin.slug}/burst HTTP/1.1\r\nHost: a\r\n\r\n`;
    await Promise.all(oneTo(20).map(() => converse(server().port, get.repeat(100), { count: 100 })));
    for (const watcher of [first!, second!]) {
      await eventually(() => watcher.captures.length >= 2000, '2,000 captures');
      await eventually(() => answersOf(watcher).size === 2000, '2,000 answers');
      await pause(100);
      expect(watcher.captures.map(({ seq }) => seq)).toEqual(oneTo(2000));
      expect(watcher.order.length).toBeLessThan(500);
    }
  });

  test('200 sent while the connection is down are found by seq after it is back: none missing, none twice', async () => {
    const bin = await newBin(server().origin);
    const watcher = await joined(server().origin, { key: bin.key });
    await send(bin);
    await eventually(() => watcher.captures.length === 1, 'the first');
    watcher.socket.disconnect();
    await Promise.all(oneTo(200).map(() => send(bin)));
    watcher.socket.connect();
    await eventually(() => watcher.joined.length === 2, 'joined again');
    expect(watcher.joined[1]?.head).toBe(201);
    await send(bin);
    await eventually(() => watcher.captures.length === 2, 'the newest');
    const { captures } = (await (await bin.api('/captures?after=1&limit=1000')).json()) as {
      captures: CaptureSummary[];
    };
    expect(captures.map(({ seq }) => seq)).toEqual(oneTo(202).slice(1));
    expect(watcher.captures.map(({ seq }) => seq)).toEqual([1, 202]);
  });

  test('nothing falls between joining and the head it is told', async () => {
    const bin = await newBin(server().origin);
    let sending = true;
    onTestFinished(() => {
      sending = false;
    });
    const sender = (async () => {
      while (sending) await send(bin);
    })().catch(() => {});
    for (let round = 0; round < 8; round += 1) {
      const watcher = await joined(server().origin, { key: bin.key });
      await eventually(
        () => watcher.captures.some(({ seq }) => seq > watcher.joined[0]!.head + 2),
        'newer ones',
      );
      // What was before is in the list up to the head; what comes after it is told without a hole.
      const { head } = watcher.joined[0]!;
      const newer = watcher.captures.map(({ seq }) => seq).filter((seq) => seq > head);
      expect(newer).toEqual(newer.map((_, index) => head + 1 + index));
      watcher.socket.close();
    }
    sending = false;
    await sender;
  });
});

describe('what happens to captures and bins', () => {
  test('a pin and a note are told', async () => {
    const bin = await newBin(server().origin);
    await send(bin);
    const watcher = await joined(server().origin, { key: bin.key });
    await bin.api('/captures/1', { method: 'PATCH', body: JSON.stringify({ pinned: true, note: 'look' }) });
    await eventually(() => watcher.changes.length > 0, 'a change');
    expect(watcher.changes).toEqual([{ seq: 1, pinned: true, note: 'look' }]);
  });

  test('removed captures are told, after what came before them', async () => {
    const bin = await newBin(server().origin);
    const watcher = await joined(server().origin, { key: bin.key });
    for (let count = 0; count < 3; count += 1) await send(bin);
    await bin.api('/captures/2', { method: 'DELETE' });
    await bin.api('/captures/1', { method: 'PATCH', body: JSON.stringify({ pinned: true }) });
    await bin.api('/captures', { method: 'DELETE' });
    await eventually(() => watcher.removedUpTo.length > 0, 'all removed');
    expect(watcher.removed).toEqual([[2]]);
    expect(watcher.removedUpTo).toEqual([[3, [1]]]);
    expect(watcher.order.indexOf('captures')).toBeLessThan(watcher.order.indexOf('removed'));
    expect(watcher.order.indexOf('removed')).toBeLessThan(watcher.order.indexOf('removedUpTo'));
    expect(watcher.captures.map(({ seq }) => seq)).toEqual([1, 2, 3]);
  });

  test('when the bin is deleted its watchers are told and let go', async () => {
    const bin = await newBin(server().origin);
    const watcher = await joined(server().origin, { key: bin.key });
    expect((await bin.api('', { method: 'DELETE' })).status).toBe(204);
    await eventually(() => watcher.disconnects.length > 0, 'let go');
    expect(watcher.closed).toEqual(['bin-deleted']);
    expect(watcher.disconnects).toEqual(['io server disconnect']);
  });

  test('a revoked link is let go within a second and told nothing after; others stay', async () => {
    const bin = await newBin(server().origin);
    const { id, key } = await newLink(bin, { role: 'viewer' });
    const [owner, viewer] = [
      await joined(server().origin, { key: bin.key }),
      await joined(server().origin, { key }),
    ];
    const asked = performance.now();
    expect((await bin.api(`/links/${id}`, { method: 'DELETE' })).status).toBe(204);
    await eventually(() => viewer.disconnects.length > 0, 'let go');
    expect(performance.now() - asked).toBeLessThan(1000 * (await slowness()));
    expect(viewer.closed).toEqual(['link-revoked']);
    await send(bin);
    await eventually(() => owner.captures.length === 1, 'the owner is told');
    await pause(100);
    expect(viewer.captures).toEqual([]);
    viewer.socket.connect();
    await new Promise((resolve) => viewer.socket.once('connect_error', resolve));
  });

  test('a link that expires while its page is open is let go, and told nothing after', async () => {
    const bin = await newBin(server().origin);
    const expiresAt = new Date(Date.now() + 1200 * (await slowness())).toISOString();
    const { key } = await newLink(bin, { role: 'viewer', expiresAt });
    const viewer = await joined(server().origin, { key });
    await pause(Date.parse(expiresAt) - Date.now() + 300);
    await send(bin);
    await eventually(() => viewer.disconnects.length > 0, 'let go');
    expect(viewer.captures).toEqual([]);
  });

  test('presence counts those who watch, also when one leaves without a word', async () => {
    const bin = await newBin(server().origin);
    const first = await joined(server().origin, { key: bin.key });
    await eventually(() => first.present.at(-1) === 1, 'one');
    const second = await joined(server().origin, { key: bin.key });
    await eventually(() => first.present.at(-1) === 2 && second.present.at(-1) === 2, 'two');
    second.socket.io.engine.close();
    await eventually(() => first.present.at(-1) === 1, 'one again');
  });
});

describe('transports and addresses', () => {
  test('polling works where WebSocket does not, and upgrades where it does', async () => {
    const bin = await newBin(server().origin);
    const polling = await joined(server().origin, { key: bin.key, transports: ['polling'] });
    const upgrading = await joined(server().origin, { key: bin.key, transports: ['polling', 'websocket'] });
    await eventually(() => upgrading.socket.io.engine.transport.name === 'websocket', 'an upgrade');
    await send(bin);
    await eventually(() => polling.captures.length === 1 && upgrading.captures.length === 1, 'both told');
    expect(polling.socket.io.engine.transport.name).toBe('polling');
  });

  test('a request to a bin that looks like the live channel is captured', async () => {
    const bin = await newBin(server().origin);
    const below = `/b/${bin.slug}/socket.io/?EIO=4&transport=`;
    expect((await fetch(`${server().origin}${below}polling`)).status).toBe(200);
    const upgrade = `GET ${below}websocket HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n`;
    expect((await ask(server().port, upgrade)).status).toBe(200);
    expect(await (await bin.api()).json()).toMatchObject({ head: 2 });
  });

  test.for(['/elsewhere', '/', '/i/abc', '/api/v1/bins', '/_next/hmr'])(
    'an upgrade of %s is answered 404 and the connection ended',
    async (target) => {
      const socket = await openConnection(server().port);
      socket.write(`GET ${target} HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`);
      expect(await everythingFrom(socket)).toMatch(/^HTTP\/1\.1 404 /);
    },
  );

  test('the key of a watcher is in no log', async () => {
    const talkative = await startServer({ environment: { LOG_LEVEL: 'trace' } });
    const bin = await newBin(talkative.origin);
    const watcher = await joined(talkative.origin, { key: bin.key, transports: ['polling', 'websocket'] });
    await send(bin);
    await eventually(() => watcher.captures.length === 1, 'a capture');
    expect(talkative.log() + talkative.output()).not.toContain(bin.key);
  });
});

describe('when things go wrong in between', () => {
  /** The live channel on a server of its own, over a real store of which the test replaces one answer. */
  async function liveOver(
    replace: (store: Store) => Partial<Store>,
  ): Promise<{ origin: string; live: Live; store: Store }> {
    const store = await openStore(`file:${path.join(await temporaryFolder(), 'wirebin.db')}`, root);
    const changed = Object.assign(Object.create(store) as Store, bound(store), replace(store));
    const live = openLive(changed, {
      decodeBody: openDecodeQueue(2 ** 20),
      workers: testWorkers(),
      now: Date.now,
      reportError: () => {},
    });
    const http = createServer(live.handleRequest).on('upgrade', live.handleUpgrade);
    await new Promise<void>((resolve) => http.listen(0, resolve));
    onTestFinished(async () => {
      await live.close();
      http.close();
      await store.close();
    });
    return { origin: `http://localhost:${(http.address() as AddressInfo).port}`, live, store };
  }

  test('a link revoked between the check of its key and the joining of its room is let go', async () => {
    const revoking: { done?: () => Promise<void> } = {};
    const { origin, live, store } = await liveOver((real) => ({
      async findLink(keyHash) {
        const found = await real.findLink(keyHash);
        await revoking.done?.();
        revoking.done = undefined;
        return found;
      },
    }));
    const bin = await store.addBin({ slug: 'x7k2', name: null, ownerKeyHash: hashKey('owner'), now: 1 });
    const link = await store.addLink({
      binId: bin.id,
      role: 'viewer',
      label: null,
      keyHash: hashKey('viewer'),
      expiresAt: null,
      now: 1,
    });
    revoking.done = async () => {
      await store.removeLink(bin.id, link.id);
      live.announce.revoked(link.id);
    };
    const watcher = watch(origin, { key: 'viewer' });
    const refused = new Promise((resolve) => watcher.socket.on('connect_error', () => resolve('refused')));
    const letGo = eventually(() => watcher.disconnects.length > 0, 'let go').catch(() => 'still there');
    expect(await Promise.race([refused, letGo])).not.toBe('still there');
    const stored = await store.addCapture(bin.id, received());
    live.announce.captured(bin.id, received(), stored!);
    await pause(100);
    expect(watcher.captures).toEqual([]);
  });

  test('what waits to be told is told before a message of another kind', async () => {
    const { origin, live, store } = await liveOver(() => ({}));
    const bin = await store.addBin({ slug: 'x7k2', name: null, ownerKeyHash: hashKey('owner'), now: 1 });
    const watcher = await joined(origin, { key: 'owner' });
    for (const seq of [1, 2, 3]) live.announce.captured(bin.id, received(), seq);
    live.announce.removed(bin.id, [2]);
    live.announce.captured(bin.id, received(), 4);
    live.announce.removedUpTo(bin.id, 4, [1]);
    live.announce.captured(bin.id, received(), 5);
    live.announce.closed(bin.id, 'bin-deleted');
    await eventually(() => watcher.disconnects.length > 0, 'let go');
    const told = watcher.order.filter((name) => !['joined', 'present'].includes(name));
    expect(told).toEqual([
      'captures',
      'captures',
      'removed',
      'captures',
      'removedUpTo',
      'captures',
      'closed',
    ]);
    expect(watcher.captures.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5]);
  });

  test('a database that fails while somebody joins ends that connection, not the server', async () => {
    const unhandled: unknown[] = [];
    const note = (reason: unknown) => unhandled.push(reason);
    const others = process.listeners('unhandledRejection');
    process.removeAllListeners('unhandledRejection');
    process.on('unhandledRejection', note);
    onTestFinished(() => {
      process.off('unhandledRejection', note);
      for (const listener of others) process.on('unhandledRejection', listener);
    });
    const { origin, store } = await liveOver(() => ({
      async counts() {
        throw new Error('disk I/O error');
      },
    }));
    await store.addBin({ slug: 'x7k2', name: null, ownerKeyHash: hashKey('owner'), now: 1 });
    const watcher = watch(origin, { key: 'owner' });
    await eventually(() => watcher.disconnects.length > 0 || unhandled.length > 0, 'let go');
    await pause(50);
    expect(unhandled).toEqual([]);
    expect(watcher.disconnects).toHaveLength(1);
  });
});

/** The answers told so far, with the capture or after it. */
function answersOf(watcher: { captures: CaptureSummary[]; changes: { seq: number; reply?: unknown }[] }) {
  const answers = new Map<number, unknown>();
  for (const { seq, reply } of watcher.captures) if (reply) answers.set(seq, reply);
  for (const { seq, reply } of watcher.changes) if (reply) answers.set(seq, reply);
  return answers;
}

/** A store's methods use private fields, which only the store itself has. */
function bound(store: Store): Partial<Store> {
  const names = Object.getOwnPropertyNames(Object.getPrototypeOf(store)) as (keyof Store)[];
  return Object.fromEntries(
    names.filter((name) => typeof store[name] === 'function').map((name) => [name, store[name].bind(store)]),
  );
}
