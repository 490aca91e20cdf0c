import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { CapturePage, WaitResult } from '#lib/model/capture-json.ts';
import { defaultSettings, plainResponse } from '#lib/reply/default-settings.ts';
import { missingPostgres } from '../support/postgres.ts';
import { slowness } from '../support/slowness.ts';
import { joined } from '../support/watcher.ts';
import { binOf, type Cluster, eventual, sendOnce, startCluster, streamOf } from './cluster.ts';

const oneTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

describe.skipIf((await missingPostgres()) !== null)('two processes on one database', () => {
  let cluster: Cluster;
  beforeAll(async () => {
    cluster = await startCluster({ whenDone: afterAll });
  });

  test('show a request that one receives to the pages and programs of both, once', async () => {
    const bin = await binOf(cluster);
    const [one, other] = bin.through;
    const pages = await Promise.all(bin.through.map(({ origin }) => joined(origin, { key: bin.key })));
    const streams = await Promise.all(bin.through.map(({ origin }) => streamOf(origin, bin)));
    const waiting = other!.api('/wait?count=3&timeout=60');
    for (const n of oneTo(3)) expect((await one!.send(`/${n}`)).status).toBe(200);
    expect(((await (await waiting).json()) as WaitResult).captures.map(({ seq }) => seq)).toEqual([1, 2, 3]);
    for (const n of oneTo(20))
      expect((await sendOnce(`${cluster.origin}/b/${bin.slug}/${n}`))?.status).toBe(200);
    await vi.waitFor(() => {
      for (const { seqs } of streams) expect(seqs).toEqual(oneTo(23));
      for (const page of pages) {
        const seqs = page.captures.map(({ seq }) => seq);
        expect(seqs.toSorted((a, b) => a - b)).toEqual(oneTo(23));
        // Each is told its response, with the request or after it.
        const responded = new Set(
          [...page.captures, ...page.changes].flatMap(({ seq, reply }) => (reply ? [seq] : [])),
        );
        expect(responded.size).toBe(23);
      }
    }, eventual);
    // The page of one process is told what people do through the other.
    await other!.api('/captures/2', { method: 'PATCH', body: JSON.stringify({ note: 'seen' }) });
    await other!.api('/captures/1', { method: 'DELETE' });
    await vi.waitFor(() => {
      expect(pages[0]!.changes).toContainEqual({ seq: 2, note: 'seen' });
      expect(pages[0]!.removed).toEqual([[1]]);
    }, eventual);
  });

  test('count the pages of both, and forget those of a process that is gone', async () => {
    const bin = await binOf(cluster);
    const first = await joined(bin.through[0]!.origin, { key: bin.key });
    const second = await joined(bin.through[1]!.origin, { key: bin.key });
    const third = await joined(bin.through[1]!.origin, { key: bin.key });
    await vi.waitFor(() => {
      for (const { present } of [first, second, third]) expect(present.at(-1)).toBe(3);
    }, eventual);
    const openPages = async () => {
      const { links } = (await (await bin.through[0]!.api('/links')).json()) as { links: { open: number }[] };
      return links.map(({ open }) => open);
    };
    expect(await openPages()).toEqual([3]);
    third.socket.close();
    await vi.waitFor(() => expect(first.present.at(-1)).toBe(2), eventual);
    await cluster.kill(1);
    try {
      await vi.waitFor(() => expect(first.present.at(-1)).toBe(1), eventual);
      expect(await openPages()).toEqual([1]);
    } finally {
      await cluster.start(1);
    }
  });

  test('end pages and programs of a revoked link within a second, whichever process revokes it', async () => {
    const bin = await binOf(cluster);
    const [one, other] = bin.through;
    const created = await one!.api('/links', { method: 'POST', body: JSON.stringify({ role: 'viewer' }) });
    const { id, key } = (await created.json()) as { id: number; key: string };
    const page = await joined(other!.origin, { key });
    const stream = await streamOf(other!.origin, { slug: bin.slug, key });
    const revoked = performance.now();
    expect((await one!.api(`/links/${id}`, { method: 'DELETE' })).status).toBe(204);
    await vi.waitFor(() => {
      expect(page.closed).toEqual(['link-revoked']);
      expect([stream.isOver(), stream.lastEvent()]).toEqual([true, 'end']);
    }, eventual);
    expect(performance.now() - revoked).toBeLessThan(1000 * (await slowness()));
    expect((await other!.api('/captures', { key })).status).toBe(401);
  });

  test('list the requests that the other holds, hold them longer and respond to them', async () => {
    const bin = await binOf(cluster);
    const [one, other] = bin.through;
    const hold = { ...plainResponse, status: 202, hold: { deadlineMs: 60_000 } };
    await one!.api('/reply', {
      method: 'PUT',
      body: JSON.stringify({ ...defaultSettings, default: { ...hold, body: { text: 'nobody' } } }),
    });
    const page = await joined(other!.origin, { key: bin.key });
    const sender = one!.send('/held');
    await vi.waitFor(async () => {
      const { held } = (await (await other!.api('/held')).json()) as { held: { seq: number }[] };
      expect(held).toMatchObject([{ seq: 1, deadline: expect.any(String) }]);
      const { captures } = (await (await other!.api('/captures')).json()) as CapturePage;
      expect(captures[0]!.held).toBeTruthy();
      expect([...page.captures, ...page.changes].some(({ held }) => held)).toBe(true);
    }, eventual);
    const chosen = await (await other!.api('/captures/1/reply')).json();
    expect(chosen).toMatchObject({ status: 202, body: { text: 'nobody' } });
    const longer = await other!.api('/captures/1/reply', {
      method: 'PATCH',
      body: JSON.stringify({ forMs: 500_000 }),
    });
    expect([longer.status, await longer.json()]).toMatchObject([200, { seq: 1 }]);
    const body = Buffer.from([0, 1, 254, 255]).toString('base64');
    const response = { status: 418, headers: [['X-Chosen', 'yes']], bodyBase64: body };
    const send = () => other!.api('/captures/1/reply', { method: 'POST', body: JSON.stringify(response) });
    expect((await send()).status).toBe(202);
    const received = await sender;
    expect([received.status, received.headers.get('X-Chosen')]).toEqual([418, 'yes']);
    expect(Buffer.from(await received.arrayBuffer()).toString('base64')).toBe(body);
    await vi.waitFor(async () => {
      expect(await (await other!.api('/held')).json()).toMatchObject({ held: [] });
      expect((await send()).status).toBe(409);
    }, eventual);
  });

  test('both use new settings of a bin at once, whichever process changed them', async () => {
    const bin = await binOf(cluster);
    const [one, other] = bin.through;
    for (const status of [418, 503, 202]) {
      // Cached by now.
      await Promise.all([one!.send(), other!.send()]);
      const settings = { ...defaultSettings, default: { ...plainResponse, status } };
      const changed = await one!.api('/reply', { method: 'PUT', body: JSON.stringify(settings) });
      expect(changed.status).toBe(200);
      const since = performance.now();
      await vi.waitFor(async () => expect((await other!.send()).status).toBe(status), eventual);
      // The cache alone lasts for a second.
      expect(performance.now() - since).toBeLessThan(700 * (await slowness()));
    }
    expect((await one!.api('', { method: 'DELETE' })).status).toBe(204);
    await vi.waitFor(async () => expect((await other!.send()).status).toBe(404), eventual);
  });
});
