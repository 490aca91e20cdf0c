import { expect, test } from 'vitest';
import { firstToClose, mostCompared, type Standing } from '#lib/server/connections/eviction.ts';

const now = 100_000;
const choose = (standings: Record<string, Standing>) =>
  firstToClose(Object.keys(standings), (name) => standings[name]!, now);

const idle: Standing = { phase: 'idle', since: now - 10, bytes: 0 };
const slow: Standing = { phase: 'receiving', since: now - 60_000, bytes: 60 };
const held: Standing = { phase: 'responding', since: now - 90_000, bytes: 100 };
const live: Standing = { phase: 'live', since: now - 99_000, bytes: 0 };

test('an idle connection goes before one that sends, and that before one that waits for its response', () => {
  expect(choose({ live, held, slow, idle })).toBe('idle');
  expect(choose({ live, held, slow })).toBe('slow');
  expect(choose({ live, held })).toBe('held');
  expect(choose({ live })).toBe('live');
  expect(choose({})).toBeNull();
});

test('of idle ones the one that has been idle longest goes first', () => {
  expect(choose({ idle, longer: { ...idle, since: now - 500 }, last: idle })).toBe('longer');
});

test('of those that send the slowest goes first, not the one that takes longest', () => {
  const upload: Standing = { phase: 'receiving', since: now - 90_000, bytes: 90_000_000 };
  const justBegun: Standing = { phase: 'receiving', since: now, bytes: 0 };
  expect(choose({ upload, justBegun, slow })).toBe('slow');
  expect(choose({ upload, justBegun })).toBe('upload');
});

test('a choice among many costs no more than among some', () => {
  let asked = 0;
  const standingOf = () => {
    asked += 1;
    return held;
  };
  expect(firstToClose(Array(10_000).fill('one'), standingOf, now)).toBe('one');
  expect(asked).toBe(mostCompared);
});
