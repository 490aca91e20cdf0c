import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { Playbook } from '#lib/model/reply-settings.ts';
import { replySettingsShape } from '#lib/model/reply-settings-shape.ts';
import { changedPlaybooks } from '#lib/reply/changed-playbooks.ts';
import { withSecrets } from '#lib/reply/handshake-secrets.ts';
import { play, whatToCount } from '#lib/reply/playbook.ts';
import { drawDelay } from '#lib/reply/random.ts';
import { received } from '../support/received.ts';

const settingsOf = (written: unknown) => withSecrets(replySettingsShape.parse(written), null);
const playbook = (written: object) => settingsOf({ default: written }).default as Playbook;
const steps = [{ status: 503 }, { status: 503, headers: [['Retry-After', '5']] }, { status: 200 }];
const statuses = (book: Playbook, counts: number, random = () => 0) =>
  Array.from({ length: counts }, (_, index) => play(book, index + 1, { random }).answer.status);

describe('a sequence', () => {
  it('is played step by step, and stays at its end', () => {
    const book = playbook({ play: 'sequence', steps });
    expect(statuses(book, 5)).toEqual([503, 503, 200, 200, 200]);
    expect(play(book, 2, { random: () => 0 })).toMatchObject({
      step: 'step 2 of 3',
      answer: { headers: [['Retry-After', '5']] },
    });
  });

  it('begins again where it loops', () => {
    expect(statuses(playbook({ play: 'sequence', steps, end: 'loop' }), 7)).toEqual([
      503, 503, 200, 503, 503, 200, 503,
    ]);
  });

  it('goes on by chance where it says so', () => {
    const book = playbook({ play: 'sequence', steps, end: 'random' });
    expect(statuses(book, 4, () => 0.99)).toEqual([503, 503, 200, 200]);
    expect(statuses(book, 4, () => 0)).toEqual([503, 503, 200, 503]);
  });
});

describe('what a playbook counts', () => {
  const provider = (deliveryId: string | null) => ({ id: 'github', event: 'push', deliveryId });
  const counted = (book: object, facts: object = {}) =>
    whatToCount(playbook(book), { ...received(), ...facts }, 1_795_000_000_999);

  it.each<[string, object, object, unknown]>([
    ['the whole bin', { play: 'sequence', steps }, {}, { subject: '', window: 0 }],
    [
      'a delivery by its id',
      { play: 'sequence', per: 'delivery', steps },
      { provider: provider('d1') },
      { subject: 'id d1', window: 0 },
    ],
    [
      'a delivery by its body',
      { play: 'sequence', per: 'delivery', steps },
      { provider: provider(null), bodySize: 3, sha256: 'abc' },
      { subject: 'body abc', window: 0 },
    ],
    [
      'a delivery by its target where it has no body',
      { play: 'sequence', per: 'delivery', steps },
      {},
      { subject: 'target /b/x7k2/orders?id=1', window: 0 },
    ],
    ['each second for itself', { play: 'limit', perSecond: 2 }, {}, { subject: '', window: 1_795_000_000 }],
    ['nothing where there is only chance', { play: 'chances', chances: [{ answer: {} }] }, {}, null],
  ])('is %s', (_, book, facts, expected) => expect(counted(book, facts)).toEqual(expected));
});

test('a limit answers 429 with Retry-After beyond so many a second', () => {
  const book = playbook({ play: 'limit', perSecond: 2 });
  expect(statuses(book, 4)).toEqual([200, 200, 429, 429]);
  expect(play(book, 3, { random: () => 0 }).answer.headers).toEqual([['Retry-After', '1']]);
});

test('chances are as likely as their weights, and a weight of 0 never comes', () => {
  const book = playbook({
    play: 'chances',
    chances: [
      { weight: 0, answer: { status: 500 } },
      { weight: 3, answer: { status: 200 } },
      { weight: 1, answer: { status: 503 } },
    ],
  });
  const drawn = Array.from(
    { length: 400 },
    (_, index) => play(book, 1, { random: () => index / 400 }).answer.status,
  );
  expect(drawn.filter((status) => status === 200)).toHaveLength(300);
  expect(drawn.filter((status) => status === 503)).toHaveLength(100);
});

test('a drawn delay is whole milliseconds within its bounds', () => {
  const zeroToOne = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
  fc.assert(
    fc.property(zeroToOne, zeroToOne, fc.nat(120_000), fc.nat(120_000), (a, b, x, y) => {
      const numbers = [a, b];
      const random = () => numbers.shift() ?? 0.5;
      const delay = drawDelay({ min: Math.min(x, y), max: Math.max(x, y) }, { random });
      expect(delay).toBeGreaterThanOrEqual(Math.min(x, y));
      expect(delay).toBeLessThanOrEqual(Math.max(x, y));
      const normal = drawDelay({ mean: x, sd: y }, { random });
      expect(Number.isInteger(normal) && normal >= 0 && normal <= 120_000).toBe(true);
    }),
  );
});

test('normal delays have their mean and deviation', () => {
  let seed = 1;
  const random = () => {
    seed = (seed * 16807) % 2147483647;
    return seed / 2147483647;
  };
  const drawn = Array.from({ length: 4000 }, () => drawDelay({ mean: 5000, sd: 500 }, { random }));
  const mean = drawn.reduce((sum, ms) => sum + ms, 0) / drawn.length;
  const sd = Math.sqrt(drawn.reduce((sum, ms) => sum + (ms - mean) ** 2, 0) / drawn.length);
  expect(Math.abs(mean - 5000)).toBeLessThan(50);
  expect(Math.abs(sd - 500)).toBeLessThan(50);
});

test('playbooks that were changed or are gone begin anew, others go on', () => {
  const rule = (id: string, answer: object) => ({ id, answer });
  const sequence = { play: 'sequence', steps };
  const before = settingsOf({
    default: sequence,
    rules: [rule('a', sequence), rule('b', sequence), rule('c', sequence), rule('d', {})],
  });
  const after = settingsOf({
    default: sequence,
    rules: [rule('a', { ...sequence, end: 'loop' }), rule('c', sequence), rule('d', sequence)],
  });
  expect(changedPlaybooks(before, after)).toEqual(['a', 'b']);
  expect(changedPlaybooks(before, null)).toEqual(['default', 'a', 'b', 'c']);
  expect(changedPlaybooks(null, after)).toEqual([]);
});
