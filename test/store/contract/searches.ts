import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { searchedBody } from '#lib/content-encoding/searched-body.ts';
import { readFilter } from '#lib/filter/read-filter.ts';
import { schemaResults, signatureResults } from '#lib/model/capture.ts';
import type { TimelineQuery } from '#lib/store/contracts/captures.ts';
import { received } from '../../support/received.ts';
import { allOf, type NewDatabase, oneTo, testStore } from './database.ts';

export function searchTests(newDatabase: NewDatabase): void {
  describe('filters and timelines', () => {
    const { addBin, store } = testStore(newDatabase);

    test('a timeline counts every capture once where it belongs, by status or method, through a filter too', async () => {
      const { id } = await addBin();
      const start = 1_795_000_000_000_000;
      for (let index = 0; index < 30; index++) {
        const method = ['GET', 'POST', 'PUT'][index % 3];
        await store.addCapture(id, received({ method, receivedAt: start + index * 1_000_000 }));
      }
      for (const seq of [1, 2, 30])
        store.recordResponse(id, seq, { status: seq === 30 ? 503 : 204, micros: 1, complete: true });
      const to = start + 30_000_000;
      const byMethod = await store.timeline(id, { to, buckets: 3, by: 'method' });
      expect(byMethod).toMatchObject({ bucketMs: 10_000, head: 30, next: null, by: 'method' });
      expect(Object.fromEntries(byMethod.series.map(({ name, counts }) => [name, counts]))).toEqual({
        GET: [4, 3, 3],
        POST: [3, 4, 3],
        PUT: [3, 3, 4],
      });
      const parts = async (query: Partial<TimelineQuery>) => {
        const { series } = await store.timeline(id, { to, buckets: 3, by: 'status', ...query });
        return Object.fromEntries(series.map(({ name, counts }) => [name, counts]));
      };
      await expect.poll(() => parts({})).toEqual({ '2xx': [2, 0, 0], '5xx': [0, 0, 1], none: [8, 10, 9] });
      const { filter } = readFilter('-method:GET,POST seq>3', 0);
      expect(await parts({ filter })).toEqual({ '5xx': [0, 0, 1], none: [2, 3, 3] });
      const later = { from: start + 10_000_000, buckets: 2 };
      expect(await parts({ filter, ...later })).toEqual({ '5xx': [0, 1], none: [3, 3] });
      const first = await store.timeline(id, { to, buckets: 3, by: 'method', filter, budget: 10 });
      expect(first).toMatchObject({ next: 21, series: [{ name: 'PUT', counts: [0, 0, 4] }] });
      const rest = { to, buckets: 3, by: 'method', filter, before: 21 } as const;
      expect(await store.timeline(id, rest)).toMatchObject({ next: null, series: [{ counts: [2, 3, 0] }] });
      expect(
        (await store.timeline((await addBin('empty')).id, { to, buckets: 3, by: 'status' })).series,
      ).toEqual([]);
    });

    test('a filter finds what its test says of each capture, page by page, in exports and when deleting', async () => {
      const words = [
        'method:PUT',
        'size>2',
        '-size>2',
        'seq>=3',
        'is:aborted',
        'is:pinned',
        'header:x-a=1',
        'provider:github',
        '-event:pu',
        'delivery:d1',
        'signature:invalid,missing',
        '-signature:valid',
        'schema:invalid,unchecked',
        '-schema:valid',
      ];
      const texts = [
        ...words,
        'body:b',
        'b',
        '-body:a',
        'after:1m',
        'status:200',
        '-is:aborted',
        'before:1m',
      ];
      const sent = Array.from({ length: 40 }, (_, index) =>
        received({
          method: index % 3 === 0 ? 'PUT' : 'POST',
          aborted: index % 4 === 0,
          body: new TextEncoder().encode('aab'.slice(0, index % 4)),
          headers: index % 5 === 0 ? [['X-A', '1']] : [],
          provider:
            index % 6 === 0
              ? { id: 'github', event: ['push', null][index % 4] ?? null, deliveryId: `d${index % 5}` }
              : null,
          signature: [null, ...signatureResults][index % 5] ?? null,
          schema: [null, ...schemaResults][index % 4] ?? null,
          receivedAt: 1_795_000_000_000_000 + index * 4_000_000,
        }),
      );
      const now = 1_795_000_000_000 + 120_000;
      const { id } = await addBin();
      for (const capture of sent) await store.addCapture(id, capture);
      for (const seq of [2, 3, 17]) await store.changeCapture(id, seq, { pinned: true });
      for (const seq of [5, 6]) store.recordResponse(id, seq, { status: 200, micros: 1, complete: true });
      const all = await allOf(store.eachCapture(id));
      expect(all).toHaveLength(40);
      for (const text of [...texts, 'method:PUT size>2 body:b', 'seq>=3 -is:pinned b']) {
        const { filter } = readFilter(text, now);
        const wanted = all
          .filter((facts) => filter.matches({ facts, body: facts.body }))
          .map(({ seq }) => seq);
        const found: number[] = [];
        let before: number | undefined;
        do {
          const page = await store.list(id, { before, limit: 3, filter });
          found.push(...page.captures.map(({ seq }) => seq));
          before = page.next ?? undefined;
        } while (before !== undefined);
        expect([text, found]).toEqual([text, wanted.toReversed()]);
        const inSteps: number[] = [];
        for (let next: number | undefined = 99; next !== undefined; ) {
          const page = await store.list(id, { before: next, limit: 3, filter, budget: 7 });
          expect(page.next ?? 0).toBeLessThan(next);
          inSteps.push(...page.captures.map(({ seq }) => seq));
          next = page.next ?? undefined;
        }
        expect([text, inSteps]).toEqual([text, wanted.toReversed()]);
        const between = await store.list(id, { after: 4, before: 30, limit: 100, filter });
        expect(between.captures.map(({ seq }) => seq)).toEqual(
          wanted.filter((seq) => 4 < seq && seq < 30).toReversed(),
        );
        const upwards = await store.list(id, { after: 0, limit: 100, filter });
        expect(upwards.captures.map(({ seq }) => seq)).toEqual(wanted);
        expect((await allOf(store.eachCapture(id, filter))).map(({ seq }) => seq)).toEqual(wanted);
      }
      const { filter } = readFilter('method:PUT', now);
      const wanted = all.filter(({ method, pinned }) => method === 'PUT' && !pinned).map(({ seq }) => seq);
      expect((await store.removeMatching(id, filter)).toSorted((a, b) => a - b)).toEqual(wanted);
      const left = (await allOf(store.eachCapture(id))).map(({ seq }) => seq);
      expect(left).toEqual(all.map(({ seq }) => seq).filter((seq) => !wanted.includes(seq)));
    });

    test('a text in a body is found wherever the body can be read, however it was written', async () => {
      const { id } = await addBin();
      const plain = Buffer.from('{"name":"caf\\u00e9 needle"}');
      const long = Buffer.concat([plain, Buffer.alloc(2 ** 21, ' ')]);
      const encodings = [
        ['identity', plain],
        ['gzip', gzipSync(plain)],
        ['br', brotliCompressSync(plain)],
        ['deflate', deflateSync(plain)],
        ['gzip, br', brotliCompressSync(gzipSync(plain))],
        ['gzip', gzipSync(long)],
        ['gzip', gzipSync(plain).subarray(0, -9)],
        ['gzip', plain],
        ['br', gzipSync(plain)],
      ] as const;
      for (const [coding, body] of [...encodings, ...encodings])
        await store.addCapture(id, received({ headers: [['Content-Encoding', coding]], body }));
      const all = await allOf(store.eachCapture(id));
      const texts = ['body:needle', 'café', '-body:needle', 'json:$.name=caf*', 'body:/caf.+NEEDLE/i'];
      for (const text of texts) {
        const { filter } = readFilter(text, 0);
        const wanted: number[] = [];
        for (const facts of all) {
          if (filter.matches({ facts, body: await searchedBody(facts, facts.body) })) wanted.push(facts.seq);
        }
        expect(wanted.length, text).toBeGreaterThan(0);
        const found = (await store.list(id, { after: 0, limit: 100, filter })).captures.map(({ seq }) => seq);
        expect([text, found]).toEqual([text, wanted]);
      }
      const { filter } = readFilter('body:needle', 0);
      const found = (await store.list(id, { after: 0, limit: 100, filter })).captures.map(({ seq }) => seq);
      expect(found).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 14, 15, 16, 17]);
    });

    test('a filter by time finds captures wherever they are among others', async () => {
      const { id } = await addBin();
      const start = 1_795_000_000_000_000;
      const minute = 60_000_000;
      const times = oneTo(600).map((n) => start + n * minute + (n % 7) * 2 * minute);
      await Promise.all(times.map((receivedAt) => store.addCapture(id, received({ receivedAt }))));
      const capture = (await store.capture(id, 1))!;
      const old = oneTo(150).map((n) => ({ ...capture, seq: 0, receivedAt: start + n * minute }));
      await store.importCaptures(id, old);
      await store.removeMatching(id, readFilter('seq>250 seq<400', 0).filter);
      const all = await allOf(store.eachCapture(id));
      const at = (minutes: number) => new Date((start + minutes * minute) / 1000).toISOString();
      const texts = [
        `after:${at(450)}`,
        `before:${at(120)}`,
        `after:${at(300)} before:${at(310)}`,
        `after:${at(500)} before:${at(540)} seq<520`,
        `after:${at(2000)}`,
        `before:${at(0)}`,
        `-after:${at(20)}`,
      ];
      for (const text of texts) {
        const { filter } = readFilter(text, 0);
        const wanted = all
          .filter((facts) => filter.matches({ facts, body: facts.body }))
          .map(({ seq }) => seq);
        const seqsOf = async (page: { after?: number; before?: number }) =>
          (await store.list(id, { ...page, limit: 1000, filter })).captures.map(({ seq }) => seq);
        expect([text, await seqsOf({})]).toEqual([text, wanted.toReversed()]);
        expect([text, await seqsOf({ after: 0 })]).toEqual([text, wanted]);
        expect(await seqsOf({ after: 130, before: 520 })).toEqual(
          wanted.filter((seq) => 130 < seq && seq < 520).toReversed(),
        );
      }
    });
  });
}
