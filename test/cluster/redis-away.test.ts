import { describe, expect, test, vi } from 'vitest';
import { defaultSettings, plainResponse } from '#lib/reply/default-settings.ts';
import { missingPostgres } from '../support/postgres.ts';
import { joined } from '../support/watcher.ts';
import { binOf, eventual, sendOnce, startCluster, streamOf } from './cluster.ts';

const oneTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

describe.skipIf((await missingPostgres()) !== null)('two processes whose Redis is away', () => {
  test('lose no event, end revoked links, and tell each other at once again when it is back', async () => {
    const cluster = await startCluster();
    const bin = await binOf(cluster);
    const [one, other] = bin.through;
    const page = await joined(other!.origin, { key: bin.key });
    const stream = await streamOf(other!.origin, bin);
    const created = await one!.api('/links', { method: 'POST', body: JSON.stringify({ role: 'viewer' }) });
    const { id, key } = (await created.json()) as { id: number; key: string };
    const viewer = await joined(other!.origin, { key });
    await one!.send();
    await vi.waitFor(() => {
      expect(page.captures.map(({ seq }) => seq)).toEqual([1]);
      expect(stream.seqs).toEqual([1]);
      expect(page.present.at(-1)).toBe(2);
    }, eventual);

    await cluster.redis.cut();
    await vi.waitFor(() => {
      for (const index of [0, 1]) expect(cluster.server(index).log()).toMatch(/Redis is unreachable/);
    }, eventual);
    for (const _ of oneTo(4)) expect((await one!.send()).status).toBe(200);
    await vi.waitFor(() => {
      expect(stream.seqs).toEqual(oneTo(5));
      // The page is told where the bin is, and loads what it does not have.
      expect(page.joined.at(-1)).toMatchObject({ head: 5, role: 'owner', slug: bin.slug });
    }, eventual);
    await one!.api(`/links/${id}`, { method: 'DELETE' });
    await vi.waitFor(() => expect(viewer.closed).toEqual(['link-revoked']), eventual);
    const settings = { ...defaultSettings, default: { ...plainResponse, status: 418 } };
    await one!.api('/reply', { method: 'PUT', body: JSON.stringify(settings) });
    await vi.waitFor(async () => expect((await other!.send()).status).toBe(418), eventual);
    await one!.api('/captures/1', { method: 'DELETE' });
    const before = page.joined.length;
    await vi.waitFor(() => expect(page.joined.length).toBeGreaterThan(before), eventual);

    await cluster.redis.restore();
    await vi.waitFor(() => {
      for (const index of [0, 1]) expect(cluster.server(index).log()).not.toMatch(/ERR|Unhandled/);
      expect(page.joined.length).toBeGreaterThan(before + 1);
    }, eventual);
    const { head } = page.joined.at(-1)!;
    const known = page.captures.length;
    // Now they come as events again.
    await vi.waitFor(async () => {
      expect((await one!.send('/again')).status).toBe(418);
      expect(page.captures.length).toBeGreaterThan(known);
    }, eventual);
    const seqs = () => page.captures.slice(known).map(({ seq }) => seq);
    expect(Math.min(...seqs())).toBeGreaterThan(head);
    await vi.waitFor(() => expect(stream.seqs).toEqual(oneTo(stream.seqs.at(-1)!)), eventual);
  });

  test('notice a Redis that does not answer, and start without one', async () => {
    const cluster = await startCluster();
    const bin = await binOf(cluster);
    const stream = await streamOf(bin.through[1]!.origin, bin);
    cluster.redis.silence();
    for (const n of oneTo(10))
      expect((await sendOnce(`${cluster.origin}/b/${bin.slug}/${n}`))?.status).toBe(200);
    await vi.waitFor(() => expect(stream.seqs).toEqual(oneTo(10)), eventual);
    await cluster.redis.cut();
    await cluster.kill(0);
    await cluster.start(0);
    expect((await bin.through[0]!.send()).status).toBe(200);
    await vi.waitFor(() => expect(stream.seqs).toEqual(oneTo(11)), eventual);
    await cluster.redis.restore();
    await vi.waitFor(() => expect(cluster.server(1).log()).toMatch(/Redis is unreachable/), eventual);
    const page = await joined(bin.through[1]!.origin, { key: bin.key });
    await vi.waitFor(async () => {
      await bin.through[0]!.send();
      expect(page.captures.length).toBeGreaterThan(0);
    }, eventual);
  });
});
