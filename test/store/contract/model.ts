import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CaptureSummary } from '#lib/model/capture-json.ts';
import { received } from '../../support/received.ts';
import { ascending, type NewDatabase, oneTo, runs, testStore } from './database.ts';

export function modelTests(newDatabase: NewDatabase): void {
  describe('a model of the store', () => {
    const { addBin, reopen, store } = testStore(newDatabase);

    test('any sequence of operations leaves the store as a simple model has it', async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(operation, { minLength: 5, maxLength: 40 }), async (operations) => {
          const model = new Model();
          for (const one of operations) await apply(one, model);
          for (const bin of model.bins) await compare(bin);
        }),
        { numRuns: runs(80) },
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
          store.addCapture(bin.id, received({ method: `${one.seq}-${n}` })),
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
        if (capture.status === null) store.recordResponse(bin.id, one.seq, answered);
        else store.correctResponse(bin.id, one.seq, answered);
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

type Facts = Pick<CaptureSummary, 'seq' | 'method' | 'pinned' | 'note' | 'reply'>;
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
