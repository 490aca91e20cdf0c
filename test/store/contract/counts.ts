import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readFilter } from '#lib/filter/read-filter.ts';
import type { Capture } from '#lib/model/capture.ts';
import { type NewDatabase, runs, testStore } from './database.ts';
import { bytesOf, reply } from './sizes.ts';

export function countTests(newDatabase: NewDatabase): void {
  describe('counts', () => {
    const { addBin, addMany, pin, evictAll, store } = testStore(newDatabase);

    test('whatever is done to a bin, its counts are those of what it keeps', async () => {
      let bins = 0;
      await fc.assert(
        fc.asyncProperty(fc.array(operation, { minLength: 5, maxLength: 30 }), async (operations) => {
          const { id } = await addBin(`any-${++bins}`, { capacity: 6, maxBytes: 5000 });
          for (const one of operations) await apply(id, one);
          // Answers that wait are written with it.
          await addMany(id, 1);
          await expectTrueCounts(id);
          await evictAll(id);
          await expectTrueCounts(id);
          const { kept, pinned } = (await store.binNumbers(id))!;
          const { capacity } = (await store.findBin(`any-${bins}`))!;
          expect(kept - pinned).toBeLessThanOrEqual(capacity);
        }),
        { numRuns: runs(50), examples: [[correctedInRange]] },
      );
    });

    async function apply(id: number, { does, seq, size }: Operation): Promise<unknown> {
      const body = new Uint8Array(size);
      const headers = [['X', '\xff'.repeat(size % 7)] as const];
      switch (does) {
        case 'add':
          return addMany(id, 1 + (size % 5), { body, bodyStored: size, headers });
        case 'import': {
          const capture = (await store.capture(id, 'latest')) ?? null;
          return capture && store.importCaptures(id, twice({ ...capture, pinned: size % 2 === 0 }));
        }
        case 'answer':
          return store.recordResponse(id, seq, reply(100 * (size % 4), `${size % 3}`));
        case 'answerAll':
          // The same to consecutive captures may be stored together.
          for (let at = seq; at < seq + 12; at += 1)
            store.recordResponse(id, at, reply(100 * (size % 4), `${size % 3}`));
          return;
        case 'correct':
          return store.correctResponse(id, seq, {
            ...reply(100 * (size % 4), `${size % 3}`),
            complete: false,
          });
        case 'note':
          return store
            .changeCapture(id, seq, { note: size % 3 === 0 ? null : 'n'.repeat(size) })
            .catch((error) => expect(error.code).toBe('pins-full'));
        case 'pin':
          return pin(id, seq).catch((error) => expect(error.code).toBe('pins-full'));
        case 'unpin':
          return pin(id, seq, false);
        case 'remove':
          return store.removeCapture(id, seq);
        case 'removeAll':
          return store.removeCaptures(id);
        case 'removeFound':
          return store.removeMatching(id, readFilter(`size>${size}`, 0).filter);
        case 'evict':
          return store.evictOldest(id);
        case 'limit':
          return store.changeBin(id, { capacity: 1 + (size % 9) });
      }
    }

    async function expectTrueCounts(id: number): Promise<void> {
      const replies = new Map<string, number>();
      const [kept, pinned] = [
        { captures: 0, bytes: 0 },
        { captures: 0, bytes: 0 },
      ];
      for await (const capture of store.eachCapture(id)) {
        for (const counted of capture.pinned ? [kept, pinned] : [kept]) {
          counted.captures += 1;
          counted.bytes += bytesOf(capture);
        }
        const { sent } = capture.answered ?? {};
        if (!sent) continue;
        const headers = JSON.stringify(sent.headers);
        replies.set(headers + sent.body, headers.length + sent.body.length);
      }
      expect(await store.binNumbers(id)).toMatchObject({
        kept: kept.captures,
        keptBytes: [...replies.values()].reduce((sum, bytes) => sum + bytes, kept.bytes),
        pinned: pinned.captures,
        pinnedBytes: pinned.bytes,
      });
    }
  });
}

const operation = fc.record({
  does: fc.constantFrom(
    ...(['add', 'add', 'add', 'import', 'pin', 'pin', 'unpin', 'remove', 'evict'] as const),
    ...([
      'removeAll',
      'removeFound',
      'limit',
      'answer',
      'answerAll',
      'answerAll',
      'correct',
      'note',
    ] as const),
  ),
  seq: fc.integer({ min: 1, max: 15 }),
  size: fc.nat({ max: 900 }),
});
type Operation = typeof operation extends fc.Arbitrary<infer T> ? T : never;

const twice = (capture: Capture): Capture[] => [capture, capture];

/** A correction that is written together with the range its capture is in. */
const correctedInRange: Operation[] = [
  { does: 'add', seq: 1, size: 161 },
  { does: 'add', seq: 1, size: 199 },
  { does: 'correct', seq: 1, size: 0 },
  { does: 'answerAll', seq: 1, size: 1 },
  { does: 'add', seq: 1, size: 519 },
  ...Array.from({ length: 3 }, () => ({ does: 'add' as const, seq: 1, size: 0 })),
  { does: 'add', seq: 1, size: 1 },
];
