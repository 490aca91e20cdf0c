import { expect, onTestFinished, test, vi } from 'vitest';
import { LookupCache } from '#lib/store/lookup-cache.ts';

/** A table that counts how often it was asked. */
function table(rows: Record<string, string | null>) {
  const asked: string[] = [];
  const lookUp = async (key: string) => {
    asked.push(key);
    await new Promise((resolve) => setTimeout(resolve, 1));
    if (key === 'broken') throw new Error('no connection');
    return rows[key] ?? null;
  };
  return { asked, lookUp };
}

test('askers together and soon after share one look-up', async () => {
  const { asked, lookUp } = table({ a: '1' });
  const remembered = new LookupCache(lookUp, { milliseconds: 1000, capacity: 10 });
  expect(await Promise.all([remembered.get('a'), remembered.get('a')])).toEqual(['1', '1']);
  expect(await remembered.get('a')).toBe('1');
  expect(asked).toEqual(['a']);
});

test('what was found is believed only for the time said', async () => {
  vi.useFakeTimers({ toFake: ['performance'] });
  onTestFinished(() => void vi.useRealTimers());
  const rows: Record<string, string> = { a: '1' };
  const remembered = new LookupCache(table(rows).lookUp, { milliseconds: 500, capacity: 10 });
  expect(await remembered.get('a')).toBe('1');
  rows.a = '2';
  expect(await remembered.get('a')).toBe('1');
  vi.advanceTimersByTime(550);
  expect(await remembered.get('a')).toBe('2');
});

test('a look-up is told what the one before found', async () => {
  const told: (string | null)[] = [];
  const remembered = new LookupCache(
    async (_: string, before: string | null) => {
      told.push(before);
      return `${told.length}`;
    },
    { milliseconds: 0, capacity: 10 },
  );
  await remembered.get('a');
  await remembered.get('a');
  remembered.forget('a');
  await remembered.get('a');
  expect(told).toEqual([null, '1', null]);
});

test('what was not found, and what failed, is asked again', async () => {
  const rows: Record<string, string | null> = { a: null };
  const { asked, lookUp } = table(rows);
  const remembered = new LookupCache(lookUp, { milliseconds: 1000, capacity: 10 });
  expect(await remembered.get('a')).toBeNull();
  rows.a = '1';
  expect(await remembered.get('a')).toBe('1');
  await expect(remembered.get('broken')).rejects.toThrow('no connection');
  await expect(remembered.get('broken')).rejects.toThrow('no connection');
  expect(asked).toEqual(['a', 'a', 'broken', 'broken']);
});

test('what is forgotten is asked again, also while it is being looked up', async () => {
  const rows: Record<string, string | null> = { a: '1' };
  const { asked, lookUp } = table(rows);
  const remembered = new LookupCache(lookUp, { milliseconds: 1000, capacity: 10 });
  const stale = remembered.get('a');
  remembered.forget('a');
  rows.a = '2';
  await stale;
  expect(await remembered.get('a')).toBe('2');
  expect(asked).toEqual(['a', 'a']);
});

test('the oldest entry leaves when there are more than the capacity', async () => {
  const { asked, lookUp } = table({ a: '1', b: '2', c: '3' });
  const remembered = new LookupCache(lookUp, { milliseconds: 1000, capacity: 2 });
  for (const key of ['a', 'b', 'c', 'c', 'b', 'a']) await remembered.get(key);
  expect(asked).toEqual(['a', 'b', 'c', 'a']);
});
