import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ReplySettings } from '#lib/model/reply-settings.ts';
import { plainAnswer, plainSettings } from '#lib/reply/plain.ts';
import type { PlayTurn, Store } from '#lib/store/store.ts';
import type { TestDatabase } from './contract.ts';

/** What `lib/store/store.ts` promises of playbooks and how far they are, for one implementation. */
export function playsContract(implementation: string, newDatabase: () => Promise<TestDatabase>): void {
  describe(`playbooks in the store on ${implementation}`, () => {
    let database: TestDatabase;
    let store: Store;
    let binId: number;
    beforeEach(async () => {
      database = await newDatabase();
      store = await database.open();
      binId = await addBin('x7k2');
    });
    afterEach(async () => {
      await store.close();
      await database.remove();
    });

    async function addBin(slug: string): Promise<number> {
      const ownerKeyHash = createHash('sha256').update(slug).digest();
      return (await store.addBin({ slug, ownerKeyHash, now: 1000 })).id;
    }

    const turn = (more: Partial<PlayTurn> = {}): PlayTurn => ({
      binId,
      playId: 'default',
      subject: '',
      window: 0,
      now: 1000,
      ...more,
    });
    const sorted = (numbers: number[]) => [...numbers].sort((a, b) => a - b);
    const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);
    const settings = (answer: ReplySettings['default']): ReplySettings => ({
      ...plainSettings,
      default: answer,
    });

    test('each number is told once, however many ask together, and goes on after reopening', async () => {
      const counts = await Promise.all(upTo(200).map(() => store.countPlay(turn())));
      expect(sorted(counts)).toEqual(upTo(200));
      await store.close();
      store = await database.open();
      expect(await store.peekPlay(turn())).toBe(200);
      expect(await store.countPlay(turn())).toBe(201);
    });

    test('two that have the same database open count together, and each number is told once', async () => {
      const other = await database.open();
      try {
        const counts = await Promise.all(upTo(100).map((n) => (n % 2 ? store : other).countPlay(turn())));
        expect(sorted(counts)).toEqual(upTo(100));
        expect([await store.peekPlay(turn()), await other.peekPlay(turn())]).toEqual([100, 100]);
      } finally {
        await other.close();
      }
    });

    test('bins, rules and deliveries are counted for themselves', async () => {
      const turns = [
        turn(),
        turn({ subject: 'id d1' }),
        turn({ subject: 'id d2' }),
        turn({ playId: 'rule-1' }),
        turn({ binId: await addBin('other') }),
      ];
      for (const count of [1, 2]) {
        for (const one of turns) expect(await store.countPlay(one)).toBe(count);
      }
    });

    test('a window that is over begins anew; who comes late from it counts in the new one', async () => {
      const at = (window: number) => store.countPlay(turn({ window }));
      expect([await at(10), await at(10), await at(11), await at(10), await at(11)]).toEqual([1, 2, 1, 2, 3]);
      expect(await store.peekPlay(turn({ window: 11 }))).toBe(3);
      expect(await store.peekPlay(turn({ window: 12 }))).toBe(0);
    });

    test('looking counts nothing, and what was never counted is 0', async () => {
      expect([await store.peekPlay(turn()), await store.peekPlay(turn())]).toEqual([0, 0]);
      expect(await store.countPlay(turn())).toBe(1);
    });

    test('a playbook that is changed begins anew, one that is only written again goes on', async () => {
      const sequence = { play: 'sequence', per: 'bin', steps: [plainAnswer], end: 'stay' } as const;
      await store.setReply(binId, settings(sequence));
      await store.countPlay(turn());
      await store.setReply(binId, settings({ ...sequence }));
      expect(await store.peekPlay(turn())).toBe(1);
      await store.setReply(binId, settings({ ...sequence, end: 'loop' }));
      expect(await store.peekPlay(turn())).toBe(0);
    });

    test('all playbooks of a bin begin anew when somebody says so, those of others do not', async () => {
      const others = turn({ binId: await addBin('other') });
      for (const one of [turn(), turn({ playId: 'rule-1', subject: 'id d1' }), others])
        await store.countPlay(one);
      await store.resetPlays(binId);
      expect(await store.peekPlay(turn())).toBe(0);
      expect(await store.countPlay(turn({ playId: 'rule-1', subject: 'id d1' }))).toBe(1);
      expect(await store.peekPlay(others)).toBe(1);
    });

    test('deliveries nobody sends again are forgotten after a week', async () => {
      const week = 7 * 24 * 60 * 60 * 1000;
      await store.countPlay(turn({ subject: 'id old', now: 1000 }));
      await store.countPlay(turn({ subject: 'id new', now: 2000 }));
      await store.sweep(week + 1500);
      expect(await store.peekPlay(turn({ subject: 'id old' }))).toBe(0);
      expect(await store.peekPlay(turn({ subject: 'id new' }))).toBe(1);
    });
  });
}
