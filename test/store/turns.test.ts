import { describe, expect, test } from 'vitest';
import { type Asker, AskerLeft } from '#lib/model/asker.ts';
import { Turns } from '#lib/store/turns.ts';
import { spend } from '../support/loop-holds.ts';

/** A job of many steps, each longer than a slice: so slices are counted, whatever else the machine does. */
async function work(turns: Turns, asker: Asker, steps: number, tell = () => {}): Promise<void> {
  for (let step = 0; step < steps; step += 1) {
    await turns.take(asker);
    spend(6);
    tell();
  }
}

describe('turns', () => {
  test('between two slices whatever waits for the event loop is let in', async () => {
    const turns = new Turns();
    let others = 0;
    let isOver = false;
    const beat = () => {
      others += 1;
      if (!isOver) setImmediate(beat);
    };
    setImmediate(beat);
    await Promise.all(['a', 'b', 'b'].map((name) => work(turns, { name }, 5)));
    isOver = true;
    expect(others).toBeGreaterThanOrEqual(15);
  });

  test('two askers get as much, however many jobs one of them has', async () => {
    const turns = new Turns();
    const steps = { many: 0, one: 0 };
    const jobs = Array.from({ length: 10 }, () =>
      work(turns, { name: 'many' }, 2, () => {
        steps.many += 1;
      }),
    );
    await work(turns, { name: 'one' }, 10, () => {
      steps.one += 1;
    });
    expect(steps.one).toBe(10);
    expect(steps.many).toBeLessThanOrEqual(11);
    await Promise.all(jobs);
    expect(steps.many).toBe(20);
  });

  test('a few jobs of an asker are under way at a time, the others wait for them', async () => {
    const turns = new Turns();
    let underWay = 0;
    let most = 0;
    const job = (name: string) =>
      turns.run({ name }, async () => {
        underWay += 1;
        most = Math.max(most, underWay);
        await work(turns, { name }, 2);
        underWay -= 1;
      });
    await Promise.all(Array.from({ length: 10 }, () => job('a')));
    expect(most).toBe(4);
    await Promise.all(Array.from({ length: 10 }, (_, index) => job(index % 2 ? 'a' : 'b')));
    expect(most).toBe(8);
  });

  test('a job whose asker has left fails at its next turn, one that waits does not begin', async () => {
    const turns = new Turns();
    const leaving = new AbortController();
    const asker = { name: 'a', signal: leaving.signal };
    let steps = 0;
    const jobs = Array.from({ length: 6 }, () =>
      turns.run(asker, () =>
        work(turns, asker, 10, () => {
          steps += 1;
          if (steps === 8) leaving.abort();
        }),
      ),
    );
    for (const { status, reason } of (await Promise.allSettled(jobs)) as PromiseRejectedResult[])
      expect({ status, reason }).toEqual({ status: 'rejected', reason: expect.any(AskerLeft) });
    expect(steps).toBe(8);
    // Nothing is left of them: the next of the same asker begins at once.
    expect(await turns.run({ name: 'a' }, async () => 'done')).toBe('done');
  });

  test('a job that failed makes room for the next', async () => {
    const turns = new Turns();
    const failing = () => turns.run({ name: 'a' }, () => Promise.reject(new Error('no')));
    for (const { status } of await Promise.allSettled(Array.from({ length: 9 }, failing)))
      expect(status).toBe('rejected');
    expect(await turns.run({ name: 'a' }, async () => 'done')).toBe('done');
  });

  test('what is given one after another is under way only while the next is asked for, and ends when nobody asks', async () => {
    const turns = new Turns();
    let ended = 0;
    async function* numbers() {
      try {
        for (let number = 1; ; number += 1) yield number;
      } finally {
        ended += 1;
      }
    }
    const many = Array.from({ length: 10 }, () => turns.each({ name: 'a' }, numbers()));
    for (const each of many) expect((await each.next()).value).toBe(1);
    for (const each of many) expect((await each.next()).value).toBe(2);
    for (const each of many) await each.return();
    expect(ended).toBe(10);
  });
});
