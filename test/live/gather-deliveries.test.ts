import { expect, test, vi } from 'vitest';
import { gatherDeliveries } from '#lib/live/gather-deliveries.ts';
import type { AttemptFacts, ListedDelivery } from '#lib/model/delivery.ts';
import type { DeliverySummary } from '#lib/model/delivery-json.ts';

const attempt: AttemptFacts = {
  number: 1,
  startedAt: 1000,
  ms: 5,
  status: 200,
  isPrivate: false,
  failure: null,
};

function delivery(id: string, facts: Partial<ListedDelivery> = {}): ListedDelivery {
  return {
    id,
    source: { kind: 'request' },
    replayId: null,
    createdAt: 1000,
    destination: { bin: 'x7k2' },
    method: 'GET',
    target: '/b/x7k2',
    state: 'waiting',
    owner: null,
    attempts: [],
    ...facts,
  };
}

test('the first change is sent at once, and the last of each delivery within 100 ms together', () => {
  vi.useFakeTimers({ now: 0 });
  const sent: { at: number; states: string[] }[] = [];
  const gathered = gatherDeliveries(
    (_, deliveries) =>
      void sent.push({ at: Date.now(), states: deliveries.map(({ id, state }) => `${id} ${state}`) }),
    () => true,
  );
  gathered.changed(1, delivery('a'));
  gathered.changed(1, delivery('a', { state: 'sending' }));
  gathered.changed(1, delivery('b'));
  gathered.changed(1, delivery('a', { state: 'answered' }));
  vi.advanceTimersByTime(250);
  expect(sent).toEqual([
    { at: 0, states: ['a waiting'] },
    { at: 100, states: ['b waiting', 'a answered'] },
  ]);
  expect(vi.getTimerCount()).toBe(0);
  gathered.changed(1, delivery('c'));
  gathered.changed(1, delivery('d'));
  gathered.flush(1);
  expect(sent.at(-1)!.states).toEqual(['d waiting']);
  gathered.stop();
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

test('others do not see the status of a private destination, and bins without viewers cost nothing', () => {
  const sent: (DeliverySummary[] | null)[] = [];
  const gathered = gatherDeliveries(
    (_, owners, others) => void sent.push(owners, others),
    (binId) => binId === 1,
  );
  const answered = (isPrivate: boolean) =>
    delivery('a', { state: 'answered', attempts: [{ ...attempt, isPrivate }] });
  gathered.changed(2, answered(true));
  expect(sent).toEqual([]);
  gathered.changed(1, answered(true));
  expect(sent.map((deliveries) => deliveries?.[0]?.attempts[0]?.status)).toEqual([200, null]);
  gathered.changed(1, answered(false));
  gathered.flush(1);
  expect(sent.at(-1)).toBe(null);
  gathered.stop();
});
