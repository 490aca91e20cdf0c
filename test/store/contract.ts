import { createHash, randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readFilter } from '#lib/filter/index.ts';
import type { Bin } from '#lib/model/bin.ts';
import type { BinUseOrder, BinUsePage } from '#lib/model/bin-use.ts';
import type { Header, Recognised } from '#lib/model/capture.ts';
import { type InstanceLimits, usualLimits } from '#lib/model/limits.ts';
import type { Store } from '#lib/store/store.ts';
import { everyByte, received } from '../support/received.ts';

/** A database of the test's own, which may be opened, closed and opened again. */
export type TestDatabase = { open(limits?: InstanceLimits): Promise<Store>; remove(): Promise<void> };

/** What `lib/store/store.ts` promises, for one implementation. */
export function storeContract(implementation: string, newDatabase: () => Promise<TestDatabase>): void {
  describe(`the store on ${implementation}`, () => {
    let database: TestDatabase;
    let store: Store;
    beforeEach(async () => {
      database = await newDatabase();
      store = await database.open();
    });
    afterEach(async () => {
      await store.close();
      await database.remove();
    });

    async function reopen(): Promise<void> {
      await store.close();
      store = await database.open();
    }

    function addBin(slug = 'x7k2', name: string | null = null): Promise<Bin> {
      return store.addBin({ slug, name, ownerKeyHash: keyHash(`owner of ${slug}`), now: 1000 });
    }

    const addMany = (binId: number, count: number, facts?: Partial<Recognised>) =>
      Promise.all(Array.from({ length: count }, () => store.add(binId, received(facts))));

    describe('bins', () => {
      test('a bin is found by its slug as it was added, also after reopening', async () => {
        const bin = await addBin('x7k2', 'Orders');
        expect(bin).toEqual({
          id: expect.any(Number),
          slug: 'x7k2',
          name: 'Orders',
          description: null,
          createdAt: 1000,
          ...usualLimits.usual,
          frozen: false,
          deletedAt: null,
        });
        expect(await store.findBin('x7k2')).toEqual({ ...bin, reply: null });
        await reopen();
        expect(await store.findBin('x7k2')).toEqual({ ...bin, reply: null });
      });

      test('there is no bin of a slug nobody added, until somebody adds it', async () => {
        expect(await store.findBin('x7k2')).toBeNull();
        const bin = await addBin('x7k2');
        expect(await store.findBin('x7k2')).toEqual({ ...bin, reply: null });
      });

      test('a slug is given once: of ten who ask together one gets it, the others fail with slug-taken', async () => {
        const results = await Promise.allSettled(Array.from({ length: 10 }, () => addBin('x7k2')));
        expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
        for (const result of results) {
          if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'slug-taken' });
        }
      });

      test('a bin that could not be added leaves no link behind', async () => {
        const bin = await addBin('x7k2');
        const taken = { slug: 'x7k2', name: null, ownerKeyHash: keyHash('second'), now: 1 };
        await expect(store.addBin(taken)).rejects.toMatchObject({ code: 'slug-taken' });
        expect(await store.findLink(keyHash('second'))).toBeNull();
        expect(await store.links(bin.id)).toHaveLength(1);
      });

      test('a changed name is seen at once, and null takes it away', async () => {
        const { id } = await addBin('x7k2', 'Orders');
        await store.findBin('x7k2');
        expect((await store.changeBin(id, { name: 'Refunds' }))?.name).toBe('Refunds');
        expect((await store.findBin('x7k2'))?.name).toBe('Refunds');
        expect((await store.changeBin(id, { name: null }))?.name).toBeNull();
      });

      test('a change that says nothing changes nothing', async () => {
        const { id } = await addBin('x7k2', 'Orders');
        expect((await store.changeBin(id, {}))?.name).toBe('Orders');
      });

      test('changing or removing a bin that is not there answers null and false', async () => {
        expect(await store.changeBin(4711, { name: 'x' })).toBeNull();
        expect(await store.removeBin(4711)).toBe(false);
      });

      test('a removed bin is gone at once, with its captures and links, and its slug is free', async () => {
        const { id } = await addBin('x7k2');
        await store.findBin('x7k2');
        await addMany(id, 3);
        expect(await store.removeBin(id)).toBe(true);
        expect(await store.findBin('x7k2')).toBeNull();
        expect(await store.capture(id, 1)).toBeNull();
        expect(await store.findLink(keyHash('owner of x7k2'))).toBeNull();
        expect(await store.add(id, received())).toBeNull();
        expect(await store.removeBin(id)).toBe(false);

        const next = await addBin('x7k2');
        expect(next.id).not.toBe(id);
        expect(await store.add(next.id, received())).toBe(1);
      });
    });

    describe('seq', () => {
      test('hundreds of concurrent captures of several bins get 1, 2, 3 … without holes, each bin its own', async () => {
        const bins = await Promise.all(['aaa', 'bbb', 'ccc', 'ddd'].map((slug) => addBin(slug)));
        const adding = Array.from({ length: 800 }, async (_, index) => {
          const bin = bins[index % bins.length]!;
          return { bin, stored: await store.add(bin.id, received({ method: `M${index}` })), index };
        });
        const added = await Promise.all(adding);
        for (const bin of bins) {
          const own = added.filter((one) => one.bin === bin);
          expect(own.map(({ stored }) => stored!).sort(ascending)).toEqual(oneTo(200));
          for (const { stored, index } of own.slice(0, 20)) {
            expect((await store.capture(bin.id, stored!))?.method).toBe(`M${index}`);
          }
        }
      });

      test('seq follows the order of commits: a list never shows a capture without all before it', async () => {
        const { id } = await addBin();
        let adding = true;
        const seen: number[][] = [];
        const looking = (async () => {
          while (adding) {
            const { captures, head } = await store.list(id, { after: 0, limit: 1000 });
            seen.push(captures.map(({ seq }) => seq));
            expect(head).toBeGreaterThanOrEqual(captures.length);
            await new Promise((resolve) => setImmediate(resolve));
          }
        })();
        for (let round = 0; round < 30; round += 1) {
          await addMany(id, 20);
          await new Promise((resolve) => setImmediate(resolve));
        }
        adding = false;
        await looking;
        for (const seqs of seen) expect(seqs).toEqual(oneTo(seqs.length));
        expect(new Set(seen.map(({ length }) => length)).size).toBeGreaterThan(3);
      });

      test('a capture added after another was committed has the higher seq', async () => {
        const { id } = await addBin();
        for (let seq = 1; seq <= 5; seq += 1) expect(await store.add(id, received())).toBe(seq);
      });

      test('a seq is never given twice: not after the newest, nor all, were deleted, nor after reopening', async () => {
        const { id } = await addBin();
        await addMany(id, 3);
        await store.removeCapture(id, 3);
        expect(await store.add(id, received())).toBe(4);
        await store.removeCaptures(id);
        await reopen();
        expect(await store.add(id, received())).toBe(5);
        expect(await store.counts(id)).toEqual({ head: 5, total: 1 });
      });

      test('of captures in flight, those of a bin being removed get null and the others their seqs', async () => {
        const doomed = await addBin('doomed');
        const other = await addBin('other');
        const ofDoomed: Promise<unknown>[] = [];
        const ofOther: Promise<unknown>[] = [];
        const send = () => {
          ofDoomed.push(store.add(doomed.id, received()));
          ofOther.push(store.add(other.id, received()));
        };
        for (let index = 0; index < 20; index += 1) send();
        const removing = store.removeBin(doomed.id);
        for (let index = 0; index < 20; index += 1) send();
        await removing;
        for (let index = 0; index < 20; index += 1) send();

        expect(await Promise.all(ofOther)).toEqual(oneTo(60));
        const answers = await Promise.all(ofDoomed);
        const seqs = answers.filter((answer) => answer !== null);
        expect(seqs).toEqual(oneTo(seqs.length));
        expect(answers.slice(-20)).toEqual(new Array(20).fill(null));
        expect(await store.counts(doomed.id)).toEqual({ head: 0, total: 0 });
      });

      test('a capture for a bin that never was gets null', async () => {
        expect(await store.add(4711, received())).toBeNull();
      });
    });

    describe('what the operator sees and says', () => {
      test('refusals are added for many bins at once, and survive', async () => {
        const [one, other] = [await addBin('one'), await addBin('other')];
        expect(
          await store.addRefusals(
            new Map([
              [one.id, 3],
              [other.id, 1],
            ]),
          ),
        ).toEqual(
          new Map([
            [one.id, 3],
            [other.id, 1],
          ]),
        );
        expect(
          await store.addRefusals(
            new Map([
              [one.id, 2],
              [4711, 9],
            ]),
          ),
        ).toEqual(new Map([[one.id, 5]]));
        await reopen();
        expect([
          await store.refusals(one.id),
          await store.refusals(other.id),
          await store.refusals(4711),
        ]).toEqual([5, 1, 0]);
      });

      test('a block is kept until it is removed; the same thing blocked again is one block', async () => {
        const range = {
          kind: 'range',
          value: '192.0.2.0/24',
          reason: 'Scans.',
          createdAt: 1,
          expiresAt: null,
        } as const;
        const first = await store.addBlock(range);
        const slug = await store.addBlock({
          kind: 'slug',
          value: 'x7k2',
          reason: null,
          createdAt: 2,
          expiresAt: 9,
        });
        const again = await store.addBlock({ ...range, reason: 'Still.', createdAt: 3, expiresAt: 5 });
        expect(again).toEqual({ ...range, id: first.id, reason: 'Still.', createdAt: 3, expiresAt: 5 });
        await reopen();
        expect(await store.blocks()).toEqual([slug, again]);
        expect([await store.removeBlock(slug.id), await store.removeBlock(slug.id)]).toEqual([true, false]);
        expect(await store.blocks()).toEqual([again]);
      });

      test('bins are listed by what they take, each once over all pages, deleted ones not', async () => {
        const bins = await Promise.all(Array.from({ length: 7 }, (_, index) => addBin(`bin-${index}`)));
        for (const [index, { id }] of bins.entries()) await addMany(id, index % 3);
        await store.deleteBin(bins[6]!.id, 2000);
        const walk = async (order: BinUseOrder, slug?: string) => {
          const found: string[] = [];
          let after: BinUsePage['next'] = null;
          do {
            const page: BinUsePage = await store.binUses({ order, slug, after, limit: 2 });
            found.push(...page.bins.map((bin) => bin.slug.slice(-1)));
            after = page.next;
          } while (after);
          return found.join('');
        };
        expect(await walk({ by: 'received', descending: true })).toBe('524130');
        expect(await walk({ by: 'size', descending: false })).toBe('031425');
        expect(await walk({ by: 'slug', descending: false })).toBe('012345');
        expect(await walk({ by: 'created', descending: true })).toBe('543210');
        expect(await walk({ by: 'slug', descending: false }, 'bin-3')).toBe('3');
        const [five] = await store.binUsesOf([bins[5]!.id, bins[6]!.id]);
        expect(five).toMatchObject({ slug: 'bin-5', received: 2, refused: 0, bytes: expect.any(Number) });
        expect((await store.size()).bytes).toBeGreaterThan(4096);
      });
    });

    describe('what is kept', () => {
      test('a capture comes back as it was received, whole', async () => {
        const { id } = await addBin();
        const sent = received({
          method: 'M-SEARCH',
          target: '/b/x7k2//a/../%2F?x=1&x=2',
          httpVersion: '1.0',
          headers: [
            ['Host', 'a'],
            ['X-A', '1'],
            ['x-a', ''],
            ['X-A', '1'],
          ],
          trailers: [
            ['X-Sum', '7'],
            ['x-sum', '8'],
          ],
          body: new TextEncoder().encode('{"id":12345678901234567890}'),
          bodySize: 9000,
          truncated: true,
          aborted: true,
          receivedAt: 1_795_000_000_123_457,
          uploadMicros: 299_999_999,
          peer: { address: 'fe80::1', port: 65535 },
          scheme: 'https',
          via: 'fetch',
        });
        const stored = await store.add(id, sent);
        const sha256 = createHash('sha256').update(sent.body).digest('hex');
        expect(stored).toBe(1);
        await reopen();
        const { body, ...facts } = (await store.capture(id, 1))!;
        const { body: sentBody, longBodyId: _, ...sentFacts } = sent;
        expect(facts).toEqual({ ...sentFacts, seq: 1, sha256, note: null, pinned: false, answered: null });
        expect(Buffer.compare(body, sentBody)).toBe(0);
      });

      test.for([
        ['nothing', new Uint8Array()],
        ['all 256 byte values', everyByte],
        ['a NUL', Uint8Array.of(0)],
        ['bytes that are not UTF-8', Uint8Array.of(0xc3, 0x28, 0xff, 0xfe, 0xed, 0xa0, 0x80)],
        ['3 MB of noise', new Uint8Array(randomBytes(3_000_000))],
      ] as const)('a body of %s is kept byte for byte', async ([, body]) => {
        const { id } = await addBin();
        await store.add(id, received({ body }));
        await reopen();
        const found = await store.capture(id, 1);
        expect(found!.body.length).toBe(body.length);
        expect(Buffer.compare(found!.body, body)).toBe(0);
        expect(found!.sha256).toBe(createHash('sha256').update(body).digest('hex'));
      });

      test('a body that is a view into a larger buffer is kept as the view', async () => {
        const { id } = await addBin();
        await store.add(id, received({ body: new Uint8Array(everyByte).subarray(10, 13) }));
        expect([...(await store.capture(id, 1))!.body]).toEqual([10, 11, 12]);
      });

      test('a body of which more was sent than is kept says both sizes, also above 2 and 4 GiB', async () => {
        const { id } = await addBin();
        for (const bodySize of [2 ** 31, 2 ** 32 + 1]) {
          const stored = await store.add(id, received({ body: Uint8Array.of(1), bodySize, truncated: true }));
          expect(await store.capture(id, stored!)).toMatchObject({ bodySize, truncated: true });
        }
        const { captures } = await store.list(id, { limit: 10 });
        expect(captures.map(({ body }) => body.size)).toEqual([2 ** 32 + 1, 2 ** 31]);
        expect(captures.map(({ body }) => body.stored)).toEqual([1, 1]);
      });

      test('header fields keep every byte HTTP allows, their order, case and duplicates', async () => {
        const { id } = await addBin();
        const bytes = [...everyByte]
          .filter((byte) => byte === 9 || byte >= 32)
          .map((byte) => String.fromCharCode(byte));
        const headers: Header[] = [
          ['X-Bytes', bytes.join('')],
          ['x-bytes', ''],
          ['X-BYTES', '"\\'],
          ['__proto__', 'constructor'],
          ['X-Bytes', bytes.reverse().join('')],
        ];
        await store.add(id, received({ headers }));
        await reopen();
        expect((await store.capture(id, 1))!.headers).toEqual(headers);
      });

      test('1,500 header fields and targets of 60 KiB with bytes outside ASCII are kept', async () => {
        const { id } = await addBin();
        const headers = oneTo(1500).map((n): Header => [`X-${n}`, `\xff${n}`]);
        const target = `/b/x7k2/${'\xe9%2F/../'.repeat(9000)}`;
        await store.add(id, received({ headers, target }));
        expect(await store.capture(id, 1)).toMatchObject({ headers, target });
      });

      test('any request a door may hand over comes back equal', async () => {
        const { id } = await addBin();
        await fc.assert(
          fc.asyncProperty(anyReceived, async (sent) => {
            const seq = (await store.add(id, sent))!;
            const { body, ...facts } = (await store.capture(id, seq))!;
            const { body: sentBody, longBodyId: _, ...sentFacts } = sent;
            expect(facts).toMatchObject(sentFacts);
            expect(Buffer.compare(body, sentBody)).toBe(0);
          }),
          { numRuns: 150 },
        );
      });
    });

    describe('lists', () => {
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

      test('a timeline counts every capture once where it belongs, by status or method, through a filter too', async () => {
        const { id } = await addBin();
        const start = 1_795_000_000_000_000;
        for (let index = 0; index < 30; index++) {
          const method = ['GET', 'POST', 'PUT'][index % 3];
          await store.add(id, received({ method, receivedAt: start + index * 1_000_000 }));
        }
        for (const seq of [1, 2, 30])
          store.answered(id, seq, { status: seq === 30 ? 503 : 204, micros: 1, complete: true });
        const to = start + 30_000_000;
        const byMethod = await store.timeline(id, { to, buckets: 3, by: 'method' });
        expect(byMethod).toMatchObject({ bucketMs: 10_000, head: 30, next: null, by: 'method' });
        expect(Object.fromEntries(byMethod.series.map(({ name, counts }) => [name, counts]))).toEqual({
          GET: [4, 3, 3],
          POST: [3, 4, 3],
          PUT: [3, 3, 4],
        });
        const parts = async (query: Partial<Parameters<Store['timeline']>[1]>) => {
          const { series } = await store.timeline(id, { to, buckets: 3, by: 'status', ...query });
          return Object.fromEntries(series.map(({ name, counts }) => [name, counts]));
        };
        await expect.poll(() => parts({})).toEqual({ '2xx': [2, 0, 0], '5xx': [0, 0, 1], none: [8, 10, 9] });
        const { filter } = readFilter('method:PUT seq>3', 0);
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
            receivedAt: 1_795_000_000_000_000 + index * 4_000_000,
          }),
        );
        const now = 1_795_000_000_000 + 120_000;
        const { id } = await addBin();
        for (const capture of sent) await store.add(id, capture);
        for (const seq of [2, 3, 17]) await store.changeCapture(id, seq, { pinned: true });
        for (const seq of [5, 6]) store.answered(id, seq, { status: 200, micros: 1, complete: true });
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
        expect((await store.removeFound(id, filter)).toSorted((a, b) => a - b)).toEqual(wanted);
        const left = (await allOf(store.eachCapture(id))).map(({ seq }) => seq);
        expect(left).toEqual(all.map(({ seq }) => seq).filter((seq) => !wanted.includes(seq)));
      });

      test('a page of captures with long addresses ends early and says where it goes on', async () => {
        const { id } = await addBin();
        const target = `/b/x7k2/${'a'.repeat(60_000)}`;
        for (let count = 0; count < 30; count++)
          await store.add(id, { ...received({ target }), provider: null });
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

      test('an asker that has left is not answered', async () => {
        const { id } = await addBin();
        await addMany(id, 3);
        const { filter } = readFilter('method:POST', 0);
        const left = { name: 'a', signal: AbortSignal.abort() };
        const asked = [
          () => store.list(id, { limit: 10 }, left),
          () => store.list(id, { limit: 10, filter }, left),
          () => store.timeline(id, { to: 2e15, buckets: 3, by: 'method' }, left),
          () => store.capture(id, 1, left),
          () => store.captureFacts(id, 1, left),
          () => allOf(store.eachCapture(id, undefined, left)),
          () => allOf(store.eachCapture(id, filter, left)),
          () => allOf(store.readBody(id, 1, 0, 10, left)),
          () => store.removeFound(id, filter, left),
          () => store.removeCaptures(id, left),
        ];
        for (const ask of asked) await expect(ask()).rejects.toMatchObject({ name: 'AbortError' });
        expect(await store.list(id, { limit: 10 }, { name: 'b' })).toMatchObject({ total: 3 });
      });

      test('a deletion that has begun is finished, whether its asker waits or not', async () => {
        const { id } = await addBin();
        await addMany(id, 500);
        const leaving = new AbortController();
        const { filter } = readFilter('seq<=400', 0);
        const judged = (seq: number) => {
          if (seq === 200) leaving.abort();
          return true;
        };
        const mayMatch = (facts: { seq: number }) => filter.mayMatch(facts as never) && judged(facts.seq);
        const removing = { ...filter, mayMatch };
        const removed = await store.removeFound(id, removing, { name: 'a', signal: leaving.signal });
        expect(leaving.signal.aborted).toBe(true);
        expect(removed).toHaveLength(400);
        expect(await store.counts(id)).toMatchObject({ total: 100 });
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
        await store.add(
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

    describe('changes', () => {
      test('a note and a pin are kept, apart from each other and also after reopening', async () => {
        const { id } = await addBin();
        await addMany(id, 2);
        expect(await store.changeCapture(id, 1, { note: 'look: \u{1f600}' })).toMatchObject({
          seq: 1,
          note: 'look: \u{1f600}',
          pinned: false,
        });
        expect(await store.changeCapture(id, 1, { pinned: true })).toMatchObject({ pinned: true });
        await reopen();
        expect(await store.capture(id, 1)).toMatchObject({ note: 'look: \u{1f600}', pinned: true });
        expect(await store.capture(id, 2)).toMatchObject({ note: null, pinned: false });
        expect(await store.changeCapture(id, 1, { note: null, pinned: false })).toMatchObject({
          note: null,
          pinned: false,
        });
      });

      test('changing a capture that is not there answers null', async () => {
        const { id } = await addBin();
        expect(await store.changeCapture(id, 1, { pinned: true })).toBeNull();
        expect(await store.changeCapture(id, 1, {})).toBeNull();
      });

      test('one capture is removed once', async () => {
        const { id } = await addBin();
        await addMany(id, 2);
        expect(await store.removeCapture(id, 1)).toBe(true);
        expect(await store.removeCapture(id, 1)).toBe(false);
        expect(await store.capture(id, 1)).toBeNull();
        expect(await store.counts(id)).toEqual({ head: 2, total: 1 });
      });

      test('removing all spares the pinned, says which, and touches no other bin', async () => {
        const { id } = await addBin('one');
        const other = await addBin('two');
        await addMany(id, 10);
        await addMany(other.id, 2);
        for (const seq of [3, 7]) await store.changeCapture(id, seq, { pinned: true });
        const result = await store.removeCaptures(id);
        expect({ ...result, kept: [...result.kept].sort(ascending) }).toEqual({
          removed: 8,
          upTo: 10,
          kept: [3, 7],
        });
        expect((await store.list(id, { limit: 10 })).captures.map(({ seq }) => seq)).toEqual([7, 3]);
        expect(await store.counts(other.id)).toEqual({ head: 2, total: 2 });
        expect(await store.removeCaptures(id)).toMatchObject({ removed: 0, upTo: 10 });
      });

      test('removing all removes what is there up to the seq it answers, and nothing that came after', async () => {
        const { id } = await addBin();
        await addMany(id, 50);
        const adding = addMany(id, 50);
        const [{ removed, upTo }] = await Promise.all([store.removeCaptures(id), adding]);
        const left = (await store.list(id, { after: 0, limit: 1000 })).captures.map(({ seq }) => seq);
        expect(removed).toBe(upTo);
        expect(left).toEqual(oneTo(100).slice(upTo));
      });
    });

    describe('answers', () => {
      const answered = { status: 200, micros: 1234, complete: true };

      test('an answer is seen at once, in the list and on the capture', async () => {
        const { id } = await addBin();
        await addMany(id, 2);
        store.answered(id, 2, answered);
        expect((await store.capture(id, 2))?.answered).toEqual(answered);
        expect((await store.capture(id, 1))?.answered).toBeNull();
        expect((await store.list(id, { limit: 2 })).captures.map(({ reply }) => reply)).toEqual([
          { status: 200, ms: 1.234, complete: true },
          null,
        ]);
        expect((await store.changeCapture(id, 2, { pinned: true }))?.reply).toMatchObject({ status: 200 });
      });

      test('an answer that shares the commit of a later capture is still seen', async () => {
        const { id } = await addBin();
        await addMany(id, 1);
        store.answered(id, 1, { ...answered, complete: false });
        await addMany(id, 1);
        expect((await store.capture(id, 1))?.answered).toEqual({ ...answered, complete: false });
      });

      test('an answer is written without any later capture, and closing writes what is waiting', async () => {
        const { id } = await addBin();
        await addMany(id, 2);
        store.answered(id, 1, answered);
        await new Promise((resolve) => setTimeout(resolve, 120));
        store.answered(id, 2, answered);
        await reopen();
        expect((await store.capture(id, 1))?.answered).toEqual(answered);
        expect((await store.capture(id, 2))?.answered).toEqual(answered);
      });

      test('captures given to the store just before it closes are committed', async () => {
        const { id } = await addBin();
        const adding = addMany(id, 20);
        await reopen();
        expect(await adding).toEqual(oneTo(20));
        expect(await store.counts(id)).toEqual({ head: 20, total: 20 });
      });

      test('an answer to a capture that was deleted meanwhile harms nothing', async () => {
        const { id } = await addBin();
        await addMany(id, 2);
        store.answered(id, 1, answered);
        await store.removeCapture(id, 1);
        store.answered(id, 1, answered);
        expect(await store.add(id, received())).toBe(3);
        expect(await store.capture(id, 1)).toBeNull();
      });

      test('ten thousand answers at once keep no capture from being written', async () => {
        const { id } = await addBin();
        await addMany(id, 1);
        for (let seq = 1; seq <= 10_000; seq += 1) store.answered(id, seq, answered);
        expect(await store.add(id, received())).toBe(2);
        expect((await store.capture(id, 1))?.answered).toEqual(answered);
      });
    });

    describe('links', () => {
      const link = { role: 'viewer', label: 'Ana', expiresAt: 5000, now: 2000 } as const;

      test('the owner of a new bin has a link, found by the hash of its key', async () => {
        const bin = await addBin();
        expect(await store.findLink(keyHash('owner of x7k2'))).toEqual({
          bin,
          link: {
            id: expect.any(Number),
            binId: bin.id,
            role: 'owner',
            label: null,
            captureSeq: null,
            redaction: null,
            createdAt: 1000,
            expiresAt: null,
            lastUsedAt: null,
          },
        });
        expect(await store.findLink(keyHash('somebody'))).toBeNull();
      });

      test('a link keeps what it opens and what it masks; one that says neither opens all', async () => {
        const bin = await addBin();
        const redaction = { headers: ['X-A'], fields: ['$.a', 'größe'], unreadable: 'show' } as const;
        const scope = {
          captureSeq: 7,
          redaction: { ...redaction, headers: [...redaction.headers], fields: [...redaction.fields] },
        };
        const added = await store.addLink({ ...link, ...scope, binId: bin.id, keyHash: keyHash('one') });
        expect(added).toMatchObject(scope);
        expect((await store.findLink(keyHash('one')))?.link).toEqual(added);
        const plain = await store.addLink({ ...link, binId: bin.id, keyHash: keyHash('all') });
        expect(plain).toMatchObject({ captureSeq: null, redaction: null });
      });

      test('a link that got another key is opened by that alone', async () => {
        const bin = await addBin();
        const added = await store.addLink({ ...link, binId: bin.id, keyHash: keyHash('old') });
        expect(await store.changeLinkKey(added.id, keyHash('new'))).toBe(true);
        expect(await store.findLink(keyHash('old'))).toBeNull();
        expect((await store.findLink(keyHash('new')))?.link).toEqual(added);
        expect(await store.changeLinkKey(added.id + 1, keyHash('x'))).toBe(false);
      });

      test('links are added, listed in the order made, found even when expired, and removed', async () => {
        const bin = await addBin();
        const added = await store.addLink({ ...link, binId: bin.id, keyHash: keyHash('ana') });
        expect(added).toEqual({
          id: added.id,
          binId: bin.id,
          role: 'viewer',
          label: 'Ana',
          captureSeq: null,
          redaction: null,
          createdAt: 2000,
          expiresAt: 5000,
          lastUsedAt: null,
        });
        expect((await store.links(bin.id)).map(({ role }) => role)).toEqual(['owner', 'viewer']);
        expect(await store.findLink(keyHash('ana'))).toEqual({ link: added, bin });
        expect(await store.removeLink(bin.id, added.id)).toBe(true);
        expect(await store.removeLink(bin.id, added.id)).toBe(false);
        expect(await store.findLink(keyHash('ana'))).toBeNull();
      });

      test('a link is not removed by way of another bin', async () => {
        const one = await addBin('one');
        const two = await addBin('two');
        const added = await store.addLink({ ...link, binId: one.id, keyHash: keyHash('ana') });
        expect(await store.removeLink(two.id, added.id)).toBe(false);
        expect(await store.links(one.id)).toHaveLength(2);
        expect(await store.links(two.id)).toHaveLength(1);
      });

      test('the last use of a link is noted; noting one that is gone harms nothing', async () => {
        const bin = await addBin();
        const [owner] = await store.links(bin.id);
        await store.touchLink(owner!.id, 9000);
        expect((await store.links(bin.id))[0]?.lastUsedAt).toBe(9000);
        await store.touchLink(4711, 9000);
      });

      test('times beyond 32 bits come back as they were', async () => {
        const bin = await addBin();
        const expiresAt = Date.parse('9999-12-31T23:59:59.999Z');
        await store.addLink({ ...link, expiresAt, binId: bin.id, keyHash: keyHash('ana') });
        expect((await store.findLink(keyHash('ana')))?.link.expiresAt).toBe(expiresAt);
      });
    });

    test('an open store takes a write', async () => {
      await store.probe();
    });

    test('any sequence of operations leaves the store as a simple model has it', async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(operation, { minLength: 5, maxLength: 40 }), async (operations) => {
          const model = new Model();
          for (const one of operations) await apply(one, model);
          for (const bin of model.bins) await compare(bin);
        }),
        { numRuns: 40 },
      );
    });

    let slugs = 0;

    /** Does one operation in the store and in the model, and compares what the store answered. */
    async function apply(one: Operation, model: Model): Promise<void> {
      if (one.do === 'reopen') return reopen();
      if (one.do === 'addBin' || model.bins.length === 0) {
        slugs += 1;
        const bin = await addBin(`bin-${slugs}`);
        model.bins.push({ id: bin.id, slug: bin.slug, head: 0, gone: false, captures: new Map() });
        return;
      }
      const bin = model.bins[one.bin % model.bins.length]!;
      const capture = bin.captures.get(one.seq);
      if (one.do === 'add') {
        const adding = oneTo(one.count).map((n) =>
          store.add(bin.id, received({ method: `${one.seq}-${n}` })),
        );
        for (const [index, stored] of (await Promise.all(adding)).entries()) {
          expect(stored).toBe(bin.gone ? null : bin.head + 1);
          if (bin.gone) continue;
          bin.head += 1;
          const method = `${one.seq}-${index + 1}`;
          bin.captures.set(bin.head, { method, pinned: false, note: null, status: null });
        }
      } else if (one.do === 'answer') {
        if (!capture) return;
        const answered = { status: 200 + one.count, micros: 5, complete: true };
        if (capture.status === null) store.answered(bin.id, one.seq, answered);
        else store.answerRevised(bin.id, one.seq, answered);
        capture.status = 200 + one.count;
      } else if (one.do === 'pin') {
        const changed = await store.changeCapture(bin.id, one.seq, {
          pinned: one.count > 2,
          note: `${one.count}`,
        });
        expect(changed?.seq ?? null).toBe(capture ? one.seq : null);
        if (capture) Object.assign(capture, { pinned: one.count > 2, note: `${one.count}` });
      } else if (one.do === 'removeOne') {
        expect(await store.removeCapture(bin.id, one.seq)).toBe(capture !== undefined);
        bin.captures.delete(one.seq);
      } else if (one.do === 'removeAll') {
        const before = bin.captures.size;
        for (const [seq, { pinned }] of bin.captures) if (!pinned) bin.captures.delete(seq);
        const { removed, upTo, kept } = await store.removeCaptures(bin.id);
        expect([removed, upTo]).toEqual([before - bin.captures.size, bin.head]);
        expect([...kept].sort(ascending)).toEqual([...bin.captures.keys()].sort(ascending));
      } else if (one.do === 'removeBin') {
        expect(await store.removeBin(bin.id)).toBe(!bin.gone);
        Object.assign(bin, { gone: true, head: 0, captures: new Map() });
      } else {
        await compare(bin, one);
      }
    }

    async function compare(bin: ModelBin, one: { seq: number; count: number } = { seq: 0, count: 1000 }) {
      const seqs = [...bin.captures.keys()].sort(ascending);
      expect((await store.findBin(bin.slug))?.id ?? null).toBe(bin.gone ? null : bin.id);
      expect(await store.counts(bin.id)).toEqual({ head: bin.head, total: seqs.length });
      expect((await store.capture(bin.id, 'latest'))?.seq ?? null).toBe(seqs.at(-1) ?? null);

      const above = seqs.filter((seq) => seq > one.seq);
      const upward = await store.list(bin.id, { after: one.seq, limit: one.count });
      expect(upward.captures.map(facts)).toEqual(above.slice(0, one.count).map((seq) => factsOf(bin, seq)));
      expect(upward.next).toBe(above.length > one.count ? above[one.count - 1] : null);

      const below = seqs.filter((seq) => one.seq === 0 || seq < one.seq).reverse();
      const before = one.seq === 0 ? undefined : one.seq;
      const downward = await store.list(bin.id, { before, limit: one.count });
      expect(downward.captures.map(facts)).toEqual(below.slice(0, one.count).map((seq) => factsOf(bin, seq)));
      expect(downward.next).toBe(below.length > one.count ? below[one.count - 1] : null);
      expect([downward.head, downward.total]).toEqual([bin.head, seqs.length]);
    }
  });
}

type ModelCapture = { method: string; pinned: boolean; note: string | null; status: number | null };
type ModelBin = {
  id: number;
  slug: string;
  head: number;
  gone: boolean;
  captures: Map<number, ModelCapture>;
};
class Model {
  readonly bins: ModelBin[] = [];
}

type Facts = Pick<
  Awaited<ReturnType<Store['list']>>['captures'][number],
  'seq' | 'method' | 'pinned' | 'note' | 'reply'
>;
const facts = ({ seq, method, pinned, note, reply }: Facts) => ({
  seq,
  method,
  pinned,
  note,
  status: reply?.status ?? null,
});
const factsOf = (bin: ModelBin, seq: number) => ({ seq, ...bin.captures.get(seq) });

const operation = fc.record({
  do: fc.constantFrom(
    ...(['add', 'add', 'add', 'add', 'answer', 'answer', 'pin', 'pin', 'removeOne', 'removeAll'] as const),
    ...(['removeBin', 'addBin', 'addBin', 'reopen', 'look', 'look', 'look'] as const),
  ),
  bin: fc.nat({ max: 3 }),
  seq: fc.integer({ min: 1, max: 12 }),
  count: fc.integer({ min: 1, max: 5 }),
});
type Operation = typeof operation extends fc.Arbitrary<infer T> ? T : never;

const byteString = (maxLength: number) =>
  fc
    .array(fc.integer({ min: 0, max: 255 }), { maxLength })
    .map((bytes) => bytes.map((byte) => String.fromCharCode(byte)).join(''));
const headerList = fc.array(fc.tuple(byteString(12), byteString(30)), { maxLength: 8 });
const anyReceived: fc.Arbitrary<Recognised> = fc
  .record({
    method: byteString(10),
    target: byteString(60),
    prefixLength: fc.nat({ max: 30 }),
    httpVersion: fc.constantFrom('1.0', '1.1', '2.0'),
    headers: headerList,
    trailers: headerList,
    body: fc.uint8Array({ maxLength: 500 }),
    longBodyId: fc.constant(null),
    bodyStored: fc.nat(),
    bodySize: fc.maxSafeNat(),
    sha256: fc
      .uint8Array({ minLength: 32, maxLength: 32 })
      .map((bytes) => Buffer.from(bytes).toString('hex')),
    truncated: fc.boolean(),
    aborted: fc.boolean(),
    receivedAt: fc.maxSafeNat(),
    headersMicros: fc.nat(),
    uploadMicros: fc.nat(),
    malformed: fc.option(byteString(20)),
    peer: fc.record({
      address: fc.oneof(fc.ipV4(), fc.ipV6(), fc.constant('')),
      port: fc.nat({ max: 65535 }),
    }),
    client: fc.option(
      fc.record({
        address: fc.ipV6(),
        port: fc.option(fc.nat({ max: 65535 })),
        scheme: fc.option(fc.constantFrom('http' as const, 'https' as const)),
        host: fc.option(byteString(20)),
        by: fc.constantFrom('socket' as const, 'forwarded' as const, 'x-forwarded-for' as const),
        chain: fc.array(fc.ipV4(), { maxLength: 4 }),
      }),
    ),
    scheme: fc.constantFrom('http' as const, 'https' as const),
    tls: fc.option(
      fc.record({ version: byteString(9), cipher: byteString(20), alpn: fc.option(byteString(9)) }),
    ),
    via: fc.constantFrom('wire' as const, 'fetch' as const),
    provider: fc.option(
      fc.record({ id: fc.string(), event: fc.option(fc.string()), deliveryId: fc.option(fc.string()) }),
    ),
  })
  // A time that makes a valid date: the summary shows it as one.
  .map((facts) => ({ ...facts, receivedAt: facts.receivedAt % 8.64e18 }));

const ascending = (a: number, b: number) => a - b;
const oneTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);
const keyHash = (key: string): Uint8Array => createHash('sha256').update(key).digest();

async function allOf<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}
