import { beforeEach, describe, expect, test } from 'vitest';
import { closedBreaker } from '#lib/forward-rules/breaker.ts';
import { usualForward } from '#lib/forward-rules/forward-settings.ts';
import type { Forward } from '#lib/model/forward.ts';
import { mostEndedItems, mostQueuedItems } from '#lib/model/forward-limits.ts';
import type { NewForwardItem } from '#lib/store/contracts/forwards.ts';
import { received } from '../../support/received.ts';
import { type NewDatabase, oneTo, testStore } from './database.ts';
import { aDelivery, anAttempt } from './deliveries.ts';

/** A rule; `facts` overrides what matters to the test. */
function aForward(id: string, facts: Partial<Forward> = {}): Forward {
  return {
    ...usualForward({ url: 'https://a.example/hook' }),
    id,
    createdAt: 1000,
    paused: null,
    breaker: closedBreaker,
    cursor: 0,
    skippedUpTo: 0,
    ...facts,
  };
}

function anItem(seq: number, facts: Partial<NewForwardItem> = {}): NewForwardItem {
  return { seq, cause: null, orderKey: null, dueAt: 1000, now: 1000, ...facts };
}

const begun = { owner: 'a process', deliveryId: 'dlv_1', now: 2000 };
const ended = {
  owner: 'a process',
  state: 'done',
  cause: null,
  dueAt: null,
  isPrivate: false,
  now: 3000,
} as const;

export function forwardTests(newDatabase: NewDatabase): void {
  describe('forward rules', () => {
    const { addBin, reopen, store } = testStore(newDatabase);
    let binId: number;
    beforeEach(async () => {
      binId = (await addBin()).id;
    });
    const add = (rule: Forward) => store.addForward(binId, rule, 20);
    const seqsDue = async (order: Forward['order'] = 'none', now = 5000) =>
      (await store.dueItems('fwd_1', { now, order, limit: 100 })).map(({ seq }) => seq);
    const allOf = (id = 'fwd_1') =>
      store.listItems(id, { states: ['queued', 'sending', 'done', 'dead', 'skipped'], limit: 20_000 });

    test('a rule comes back as it was added and changed', async () => {
      const rule = aForward('fwd_1', { name: 'orders', filter: 'method:POST', respondWithinMs: 5000 });
      expect(await store.addForward(binId, rule, 1)).toBe('added');
      expect(await store.addForward(binId + 1, aForward('fwd_2'), 1)).toBe('no-bin');
      await reopen();
      expect(await store.forward(binId, 'fwd_1')).toEqual(rule);
      expect(await store.forward(binId + 1, 'fwd_1')).toBe(null);
      const breaker = { failures: 3, openUntil: 9000, opened: 1, recovering: null, cause: null };
      const change = {
        filter: '',
        paused: { at: 4000, why: 'gone', cursor: 3 },
        breaker,
        skippedUpTo: 7,
      } as const;
      expect(await store.changeForward(binId, 'fwd_1', () => change)).toEqual({ ...rule, ...change });
      expect(await store.changeForward(binId, 'fwd_1', () => ({ paused: null }))).toMatchObject({
        paused: null,
        breaker,
      });
      expect(await store.changeForward(binId, 'fwd_9', () => ({}))).toBe(null);
      expect(await store.listForwards(binId)).toEqual([await store.forward(binId, 'fwd_1')]);
      expect(await store.instanceId()).toMatch(/^[0-9a-f]{12}$/);
    });

    test('a bin gets no more rules than it may have, also when several are added at the same time', async () => {
      const ids = ['fwd_1', 'fwd_2', 'fwd_3', 'fwd_4'];
      const results = await Promise.all(ids.map((id) => store.addForward(binId, aForward(id), 3)));
      expect(results.toSorted()).toEqual(['added', 'added', 'added', 'full']);
      expect(await store.listForwards(binId)).toHaveLength(3);
    });

    test('a bin is found with the rules whose destinations respond, unless they are paused', async () => {
      await add(aForward('fwd_1'));
      await add(aForward('fwd_2', { respondWithinMs: 500 }));
      const responders = async () => (await store.findBin('x7k2'))?.responders.map(({ id }) => id);
      expect(await responders()).toEqual(['fwd_2']);
      await store.changeForward(binId, 'fwd_2', () => ({ paused: { at: 1, why: 'person', cursor: 0 } }));
      expect(await responders()).toEqual([]);
      await store.changeForward(binId, 'fwd_1', () => ({ respondWithinMs: 500 }));
      expect(await responders()).toEqual(['fwd_1']);
      await store.removeForward(binId, 'fwd_1');
      expect(await responders()).toEqual([]);
    });

    test('rules are removed with their items, and with their bin; those of deleted bins are not run', async () => {
      await add(aForward('fwd_1'));
      await store.queueItems(
        'fwd_1',
        { from: 0, to: 3 },
        oneTo(3).map((seq) => anItem(seq)),
      );
      expect(await store.listEveryForward()).toMatchObject([
        { binId, head: 0, forward: { id: 'fwd_1', cursor: 3 } },
      ]);
      expect(await store.removeForward(binId + 1, 'fwd_1')).toBe(false);
      expect(await allOf()).toHaveLength(3);
      expect(await store.removeForward(binId, 'fwd_1')).toBe(true);
      expect(await allOf()).toEqual([]);
      await add(aForward('fwd_2'));
      await store.queueItems('fwd_2', { from: 0, to: 1 }, [anItem(1)]);
      await store.deleteBin(binId, 5000);
      expect(await store.listEveryForward()).toEqual([]);
      await store.removeBin(binId);
      expect(await store.forward(binId, 'fwd_2')).toBe(null);
      expect(await allOf('fwd_2')).toEqual([]);
    });

    test('the cursor moves with the items that are added, and only from where it is', async () => {
      await add(aForward('fwd_1'));
      const items = [anItem(1), anItem(2, { cause: 'filtered', dueAt: null })];
      expect(await store.queueItems('fwd_1', { from: 0, to: 2 }, items)).toBe(true);
      expect(await store.queueItems('fwd_1', { from: 0, to: 3 }, [anItem(3)])).toBe(false);
      expect((await store.forward(binId, 'fwd_1'))?.cursor).toBe(2);
      await reopen();
      expect(await allOf()).toMatchObject([
        { seq: 2, state: 'skipped', cause: 'filtered', dueAt: null },
        { seq: 1, state: 'queued', cause: null, dueAt: 1000, attempts: 0 },
      ]);
      // What is there stays.
      await store.queueItems('fwd_1', { from: 2, to: 3 }, [anItem(1, { cause: 'paused' }), anItem(3)]);
      expect((await allOf()).map(({ seq, state }) => [seq, state])).toEqual([
        [3, 'queued'],
        [2, 'skipped'],
        [1, 'queued'],
      ]);
      expect(await store.itemCounts(binId)).toEqual(
        new Map([['fwd_1', { queued: 2, sending: 0, done: 0, dead: 0, skipped: 1 }]]),
      );
    });

    test('items are due in their order', async () => {
      await add(aForward('fwd_1'));
      const items = [
        anItem(1, { orderKey: 'a', dueAt: 9000 }),
        anItem(2, { orderKey: 'b' }),
        anItem(3, { orderKey: 'a' }),
        anItem(4, { orderKey: 'b' }),
        anItem(5),
      ];
      await store.queueItems('fwd_1', { from: 0, to: 5 }, items);
      expect(await seqsDue()).toEqual([2, 3, 4, 5]);
      expect(await seqsDue('delivery')).toEqual([2, 5]);
      expect(await seqsDue('all')).toEqual([]);
      expect(await seqsDue('all', 9000)).toEqual([1]);
      expect(await store.nextDueAt('fwd_1', 'none')).toBe(1000);
      expect(await store.nextDueAt('fwd_1', 'all')).toBe(9000);
      await store.beginItem('fwd_1', 2, begun);
      expect(await seqsDue('delivery')).toEqual([5]);
      await store.endItem('fwd_1', 2, ended);
      expect(await seqsDue('delivery')).toEqual([4, 5]);
    });

    test('an item is begun once, and keeps how its attempt ended', async () => {
      await add(aForward('fwd_1'));
      await store.queueItems('fwd_1', { from: 0, to: 1 }, [anItem(1)]);
      expect(await store.beginItem('fwd_1', 1, begun)).toBe(true);
      expect(await store.beginItem('fwd_1', 1, begun)).toBe(false);
      const failed = {
        ...ended,
        state: 'queued',
        cause: 'status-503',
        dueAt: 7000,
        isPrivate: true,
      } as const;
      await store.endItem('fwd_1', 1, failed);
      await reopen();
      expect(await allOf()).toEqual([
        {
          forwardId: 'fwd_1',
          seq: 1,
          state: 'queued',
          cause: 'status-503',
          attempts: 1,
          dueAt: 7000,
          deliveryId: 'dlv_1',
          isPrivate: true,
          since: 1000,
          changedAt: 3000,
        },
      ]);
      await store.beginItem('fwd_1', 1, begun);
      await store.endItem('fwd_1', 1, { ...failed, uncounted: true });
      expect(await allOf()).toMatchObject([{ attempts: 1 }]);
    });

    test('the first attempt of a capture can be claimed before or after it is queued, and once', async () => {
      await add(aForward('fwd_1'));
      expect(await store.claimItem('fwd_1', anItem(1), begun)).toBe(true);
      expect(await store.claimItem('fwd_1', anItem(1), begun)).toBe(false);
      await store.queueItems('fwd_1', { from: 0, to: 2 }, [anItem(1), anItem(2)]);
      expect(await store.claimItem('fwd_1', anItem(2), begun)).toBe(true);
      expect((await allOf()).map(({ state }) => state)).toEqual(['sending', 'sending']);
      await store.endItem('fwd_1', 2, { ...ended, state: 'queued', dueAt: 1000 });
      expect(await store.claimItem('fwd_1', anItem(2), begun)).toBe(false);
      expect(await store.claimItem('fwd_9', anItem(2), begun)).toBe(false);
      // Another process does not send it.
      expect(await store.endItem('fwd_1', 1, { ...ended, owner: 'another' })).toBe(false);
      expect(await store.endItem('fwd_1', 1, ended)).toBe(true);
      expect(await store.endItem('fwd_1', 1, ended)).toBe(false);
    });

    test('items that were given up are queued again or discarded: all, or those named', async () => {
      await add(aForward('fwd_1'));
      await store.queueItems('fwd_1', { from: 0, to: 4 }, [
        ...oneTo(3).map((seq) => anItem(seq)),
        anItem(4, { cause: 'filtered', dueAt: null }),
      ]);
      for (const seq of oneTo(3)) {
        await store.beginItem('fwd_1', seq, begun);
        await store.endItem('fwd_1', seq, { ...ended, state: 'dead', cause: 'status-404' });
      }
      expect(await store.queueAgain('fwd_1', { seqs: [1, 4, 9], withSkipped: true }, 6000)).toBe(2);
      expect(await store.discardDead('fwd_1', [2])).toBe(1);
      expect(await allOf()).toMatchObject([
        { seq: 4, state: 'queued', dueAt: 6000 },
        { seq: 3, state: 'dead' },
        { seq: 2, state: 'skipped', cause: 'status-404' },
        { seq: 1, state: 'queued', attempts: 0, deliveryId: 'dlv_1' },
      ]);
      expect(await store.queueAgain('fwd_1', { seqs: null, withSkipped: false }, 6000)).toBe(1);
      expect(await store.discardDead('fwd_1', null)).toBe(0);
    });

    test('items received during a pause are skipped if they were not attempted, queued or not', async () => {
      await add(aForward('fwd_1'));
      await store.queueItems(
        'fwd_1',
        { from: 0, to: 4 },
        oneTo(4).map((seq) => anItem(seq)),
      );
      await store.beginItem('fwd_1', 3, begun);
      await store.endItem('fwd_1', 3, { ...ended, state: 'queued', cause: 'status-503', dueAt: 1000 });
      await store.changeForward(binId, 'fwd_1', () => ({ skippedUpTo: 5 }));
      expect(await store.skipQueued('fwd_1', 1, 6000)).toBe(2);
      await store.queueItems('fwd_1', { from: 4, to: 7 }, [
        anItem(5),
        anItem(6),
        anItem(7, { cause: 'filtered', dueAt: null }),
      ]);
      expect((await allOf()).map(({ seq, state, cause }) => [seq, state, cause])).toEqual([
        [7, 'skipped', 'filtered'],
        [6, 'queued', null],
        [5, 'skipped', 'paused'],
        [4, 'skipped', 'paused'],
        [3, 'queued', 'status-503'],
        [2, 'skipped', 'paused'],
        [1, 'queued', null],
      ]);
    });

    test('items of a process without a lease are queued again, and the attempt does not count', async () => {
      await add(aForward('fwd_1'));
      await store.queueItems('fwd_1', { from: 0, to: 2 }, [anItem(1), anItem(2)]);
      await store.takeLease({ name: 'alive', holder: 'alive', now: 1000, until: 9000 });
      await store.beginItem('fwd_1', 1, begun);
      await store.beginItem('fwd_1', 2, { ...begun, owner: 'alive' });
      expect(await store.interruptItems(5000)).toEqual([{ binId, id: 'fwd_1' }]);
      expect(await store.interruptItems(5000)).toEqual([]);
      expect(await allOf()).toMatchObject([
        { seq: 2, state: 'sending' },
        { seq: 1, state: 'queued', cause: 'send-interrupted', attempts: 0, dueAt: 5000 },
      ]);
      expect(await store.interruptItems(9000)).toEqual([{ binId, id: 'fwd_1' }]);
    });

    test('imported captures are left out', async () => {
      await add(aForward('fwd_1'));
      const { longBodyId: _, ...facts } = received();
      await store.importCaptures(binId, [{ ...facts, seq: 5, note: null, pinned: false, answered: null }]);
      await store.queueItems('fwd_1', { from: 0, to: 5 }, [anItem(5)]);
      expect(await allOf()).toMatchObject([{ seq: 5, state: 'skipped', cause: 'imported' }]);
    });

    test('the oldest items that have ended are removed beyond the limit', async () => {
      await add(aForward('fwd_1'));
      const skipped = oneTo(mostEndedItems + 50).map((seq) =>
        anItem(seq, { cause: 'filtered', dueAt: null }),
      );
      await store.queueItems('fwd_1', { from: 0, to: skipped.length }, skipped);
      await store.queueItems('fwd_1', { from: skipped.length, to: skipped.length + 1 }, [
        anItem(skipped.length + 1),
      ]);
      const seqs = (await allOf()).map(({ seq }) => seq);
      expect([seqs.length, seqs.at(-1), seqs[0]]).toEqual([mostEndedItems + 1, 51, mostEndedItems + 51]);
    });

    test('the oldest of too many items that wait are given up', async () => {
      await add(aForward('fwd_1'));
      const to = mostQueuedItems + 50;
      await store.queueItems(
        'fwd_1',
        { from: 0, to },
        oneTo(to).map((seq) => anItem(seq)),
      );
      expect((await store.itemCounts(binId)).get('fwd_1')).toMatchObject({
        queued: mostQueuedItems,
        dead: 50,
      });
      const dead = await store.listItems('fwd_1', { states: ['dead'], limit: 100 });
      expect([dead[0], dead.at(-1)]).toMatchObject([
        { seq: 50, cause: 'queue-full', dueAt: null },
        { seq: 1, cause: 'queue-full' },
      ]);
    });

    test('a forwarded delivery that is there gets the request as it is sent now, and keeps its attempts', async () => {
      const source = { kind: 'forward', id: 'fwd_1', seq: 1, set: ['x-a'] } as const;
      await store.addDelivery(binId, aDelivery('dlv_1', { source }));
      await store.beginAttempt(binId, 'dlv_1', { number: 1, startedAt: 2000, owner: 'a process' });
      await store.endDelivery(binId, 'dlv_1', 'answered', anAttempt(1, { status: 503 }));
      const later = { ...source, set: ['x-b'] };
      const changed = {
        destination: { url: 'https://b.example' },
        target: '/b',
        headers: [['X-B', '1']],
      } as const;
      expect(await store.addDelivery(binId, aDelivery('dlv_1', { source: later, ...changed }))).toBe(true);
      expect(await store.delivery(binId, 'dlv_1')).toMatchObject({
        ...changed,
        source: { ...source, set: ['x-a', 'x-b'] },
        state: 'waiting',
        attempts: [{ status: 503 }],
      });
      expect((await store.listDeliveries(binId, { capture: 1, limit: 10 })).total).toBe(1);
    });
  });
}
