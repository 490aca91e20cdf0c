import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { received } from '../../support/received.ts';
import { type NewDatabase, oneTo, testStore } from './database.ts';

export function listTests(newDatabase: NewDatabase): void {
  describe('lists', () => {
    const { addBin, addMany, store } = testStore(newDatabase);

    test('an empty bin has an empty page', async () => {
      const { id } = await addBin();
      const empty = { captures: [], head: 0, total: 0, next: null };
      expect(await store.list(id, { limit: 10 })).toEqual(empty);
      expect(await store.list(id, { after: 0, limit: 10 })).toEqual(empty);
      expect(await store.list(4711, { limit: 10 })).toEqual(empty);
    });

    test('the newest come first, page by page by `before`, each capture on one page', async () => {
      const { id } = await addBin();
      await addMany(id, 25);
      const pages: number[][] = [];
      let before: number | undefined;
      do {
        const page = await store.list(id, { before, limit: 10 });
        expect([page.head, page.total]).toEqual([25, 25]);
        pages.push(page.captures.map(({ seq }) => seq));
        before = page.next ?? undefined;
      } while (before !== undefined);
      expect(pages.map(({ length }) => length)).toEqual([10, 10, 5]);
      expect(pages.flat()).toEqual(oneTo(25).reverse());
    });

    test('with `after` the oldest come first, page by page', async () => {
      const { id } = await addBin();
      await addMany(id, 25);
      const seqs: number[] = [];
      let after: number | null = 5;
      while (after !== null) {
        const page = await store.list(id, { after, limit: 7 });
        seqs.push(...page.captures.map(({ seq }) => seq));
        after = page.next;
      }
      expect(seqs).toEqual(oneTo(25).slice(5));
    });

    test('a full last page has no next', async () => {
      const { id } = await addBin();
      await addMany(id, 4);
      expect((await store.list(id, { limit: 4 })).next).toBeNull();
      expect((await store.list(id, { after: 0, limit: 4 })).next).toBeNull();
      expect((await store.list(id, { limit: 3 })).next).toBe(2);
      expect((await store.list(id, { before: 1, limit: 3 })).captures).toEqual([]);
    });

    test('captures of other bins are not listed', async () => {
      const one = await addBin('one');
      const two = await addBin('two');
      await addMany(one.id, 3);
      await addMany(two.id, 2, { method: 'PUT' });
      const { captures, head, total } = await store.list(two.id, { limit: 10 });
      expect(captures.map(({ method, seq }) => [method, seq])).toEqual([
        ['PUT', 2],
        ['PUT', 1],
      ]);
      expect([head, total]).toEqual([2, 2]);
    });

    test('a page of captures with long addresses ends early and says where it goes on', async () => {
      const { id } = await addBin();
      const target = `/b/x7k2/${'a'.repeat(60_000)}`;
      for (let count = 0; count < 30; count++)
        await store.addCapture(id, { ...received({ target }), provider: null });
      for (const page of [{}, { after: 0 }]) {
        const seqs: number[] = [];
        let pages = 0;
        for (let at: object | null = page; at !== null; pages += 1) {
          const { captures, next } = await store.list(id, { ...at, limit: 100 });
          expect(JSON.stringify(captures).length).toBeLessThan(1.2 * 2 ** 20);
          seqs.push(...captures.map(({ seq }) => seq));
          at = next === null ? null : 'after' in page ? { after: next } : { before: next };
        }
        expect(seqs.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 30 }, (_, index) => index + 1));
        expect(pages).toBeGreaterThan(2);
      }
    });

    test('deleted captures leave holes, which pages step over', async () => {
      const { id } = await addBin();
      await addMany(id, 10);
      for (const seq of [1, 4, 5, 10]) await store.removeCapture(id, seq);
      const { captures, head, total, next } = await store.list(id, { limit: 3 });
      expect(captures.map(({ seq }) => seq)).toEqual([9, 8, 7]);
      expect({ head, total, next }).toEqual({ head: 10, total: 6, next: 7 });
      expect((await store.list(id, { before: 7, limit: 3 })).captures.map(({ seq }) => seq)).toEqual([
        6, 3, 2,
      ]);
    });

    test('a summary tells of the capture what the model says, and no body', async () => {
      const { id } = await addBin();
      const body = new TextEncoder().encode('a=1');
      await store.addCapture(
        id,
        received({
          headers: [
            ['content-type', 'text/x'],
            ['User-Agent', 'curl/8'],
            ['Content-Type', 'b'],
          ],
          body,
          provider: { id: 'github', event: 'push', deliveryId: null },
        }),
      );
      const { captures } = await store.list(id, { limit: 1 });
      expect(captures).toEqual([
        {
          seq: 1,
          method: 'POST',
          target: '/b/x7k2/orders?id=1',
          path: '/orders?id=1',
          httpVersion: '1.1',
          receivedAt: new Date(1_795_000_000_123).toISOString(),
          receivedAtMicros: 1_795_000_000_123_456,
          headersMs: 0.1,
          uploadMs: 0.25,
          peer: { address: '::1', port: 50312 },
          client: null,
          scheme: 'http',
          tls: null,
          via: 'wire',
          aborted: false,
          malformed: false,
          malformedReason: null,
          contentType: 'text/x',
          userAgent: 'curl/8',
          body: {
            size: 3,
            sha256: createHash('sha256').update(body).digest('hex'),
            stored: 3,
            truncated: false,
          },
          note: null,
          pinned: false,
          provider: { id: 'github', event: 'push', deliveryId: null },
          reply: null,
        },
      ]);
    });

    test('the latest is the one with the highest seq that is still there', async () => {
      const { id } = await addBin();
      expect(await store.capture(id, 'latest')).toBeNull();
      await addMany(id, 3);
      expect((await store.capture(id, 'latest'))?.seq).toBe(3);
      await store.removeCapture(id, 3);
      expect((await store.capture(id, 'latest'))?.seq).toBe(2);
    });
  });
}
