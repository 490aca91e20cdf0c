import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { GroupCommit, type GroupLimits } from '#lib/store/group-commit.ts';

type Item = { name: string; size: number; owner?: number };
const items = (count: number, size = 1): Item[] =>
  Array.from({ length: count }, (_, index) => ({ name: `item ${index + 1}`, size }));
const turn = () => new Promise((resolve) => setImmediate(resolve));
const later = () => new Promise((resolve) => setTimeout(resolve, 2));

/**
 * A group commit that notes what was written together, and whose writing takes a moment. Its clock stands still unless `pass` moves it,
 * so that nothing depends on how busy the machine is.
 */
function recording(limits?: GroupLimits, write: (group: Item[]) => Promise<string[]> = named) {
  const commits: string[][] = [];
  let clock = 0;
  const commit = new GroupCommit<Item, string>(
    async (group) => {
      commits.push(group.map(({ name }) => name));
      await later();
      return write(group);
    },
    { sizeOf: ({ size }) => size, limits, now: () => clock, ownerOf: ({ owner = 0 }) => owner },
  );
  const pass = (milliseconds: number) => {
    clock += milliseconds;
  };
  return { commit, commits, pass };
}

async function named(group: Item[]): Promise<string[]> {
  return group.map(({ name }) => `${name} done`);
}

test('writes of one turn of the event loop share one commit, and each gets its own answer', async () => {
  const { commit, commits } = recording();
  const answers = await Promise.all(items(200).map((item) => commit.add(item)));
  expect(commits).toHaveLength(1);
  expect(answers).toEqual(items(200).map(({ name }) => `${name} done`));
});

test('a group grows while turns of the event loop bring more: connections are accepted one in a turn', async () => {
  const { commit, commits } = recording();
  const all: Promise<string>[] = [];
  for (const item of items(20)) {
    all.push(commit.add(item));
    await turn();
  }
  await Promise.all(all);
  expect(commits).toHaveLength(1);
});

test('a group that goes on growing is committed after some milliseconds all the same', async () => {
  const { commit, commits, pass } = recording();
  const all: Promise<string>[] = [];
  while (commits.length === 0) {
    all.push(commit.add({ name: `item ${all.length + 1}`, size: 0 }));
    pass(0.1);
    await turn();
  }
  await Promise.all(all);
  expect(commits[0]!.length).toBeLessThan(40);
});

test('a write that returns its results at once needs no promise', async () => {
  const commit = new GroupCommit<number, number>((group) => group.map((number) => 2 * number));
  const results: (number | null)[] = [];
  commit.addThen(1, (_, result) => results.push(result));
  commit.addThen(2, (_, result) => results.push(result));
  await commit.idle();
  expect(results).toEqual([2, 4]);
});

test('a callback that throws keeps no other from being called, and is told like any other defect', async () => {
  const listeners = process.listeners('uncaughtException');
  process.removeAllListeners('uncaughtException');
  const uncaught = new Promise((resolve) => process.once('uncaughtException', resolve));
  onTestFinished(() => {
    for (const listener of listeners) process.on('uncaughtException', listener);
  });
  const { commit } = recording();
  commit.addThen({ name: 'defect', size: 1 }, () => {
    throw new Error('a defect');
  });
  expect(await commit.add({ name: 'next', size: 1 })).toBe('next done');
  expect(await uncaught).toEqual(new Error('a defect'));
  expect(await commit.add({ name: 'later', size: 1 })).toBe('later done');
});

test('writes that arrive during a commit form the next one', async () => {
  const { commit, commits } = recording();
  const first = commit.add({ name: 'first', size: 1 });
  while (commits.length === 0) await turn();
  const others = items(50).map((item) => commit.add(item));
  await Promise.all([first, ...others]);
  expect(commits.map(({ length }) => length)).toEqual([1, 50]);
});

test('a commit holds at most as many items as its limit', async () => {
  const { commit, commits } = recording({ items: 10, bytes: 1000 });
  await Promise.all(items(25).map((item) => commit.add(item)));
  expect(commits.map(({ length }) => length)).toEqual([10, 10, 5]);
});

test('a commit holds at most as many bytes as its limit, but an item above the limit goes alone', async () => {
  const { commit, commits } = recording({ items: 100, bytes: 10 });
  const sizes = [4, 4, 4, 25, 10, 0, 1];
  await Promise.all(sizes.map((size) => commit.add({ name: `${size}`, size })));
  expect(commits).toEqual([['4', '4'], ['4'], ['25'], ['10', '0'], ['1']]);
});

test('an item that cannot be written fails alone; the others of its group are written', async () => {
  const { commit, commits } = recording(undefined, async (group) => {
    if (group.some(({ name }) => name === 'item 2')) throw new Error('cannot write item 2');
    return named(group);
  });
  const results = await Promise.allSettled(items(4).map((item) => commit.add(item)));
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled']);
  expect(results[1]).toMatchObject({ reason: new Error('cannot write item 2') });
  expect(commits[0]).toHaveLength(4);
});

test('after a failure the next writes go as before', async () => {
  let broken = true;
  const { commit } = recording(undefined, async (group) => {
    if (broken) throw new Error('disk full');
    return named(group);
  });
  await expect(commit.add({ name: 'one', size: 1 })).rejects.toThrow('disk full');
  broken = false;
  expect(await commit.add({ name: 'two', size: 1 })).toBe('two done');
});

test('idle waits for what is waiting and what is being written, and not at all when nothing is', async () => {
  const { commit, commits } = recording({ items: 1, bytes: 1000 });
  await commit.idle();
  const done: string[] = [];
  for (const item of items(3)) void commit.add(item).then((answer) => done.push(answer));
  await commit.idle();
  expect(commits).toHaveLength(3);
  expect(done).toHaveLength(3);
});

test('idle waits also when a write fails', async () => {
  const { commit } = recording(undefined, async () => {
    throw new Error('disk full');
  });
  const failing = expect(commit.add({ name: 'one', size: 1 })).rejects.toThrow('disk full');
  await commit.idle();
  await failing;
});

test.for([
  ['many items', { items: 20, bytes: 1000 }, 1],
  ['large items', { items: 20, bytes: 100 }, 90],
  ['items that are larger than a group', { items: 20, bytes: 100 }, 500],
] as const)(
  'beside one with %s, the first item of another waits for two groups at most',
  async ([, limits, size]) => {
    const { commit, commits } = recording(limits);
    for (let n = 0; n < 120; n++) void commit.add({ name: 'busy', size, owner: 1 });
    // One commit is under way.
    while (commits.length === 0) await turn();
    const late: Promise<string>[] = [];
    const before: number[] = [];
    for (const owner of [2, 3, 4]) {
      for (let n = 0; n < 40; n++) void commit.add({ name: 'busy', size, owner: 1 });
      const from = commits.length;
      late.push(commit.add({ name: `quiet ${owner}`, size: 1, owner }));
      await late.at(-1);
      before.push(commits.findIndex((group) => group.includes(`quiet ${owner}`)) - from);
    }
    expect(Math.max(...before)).toBeLessThanOrEqual(1);
    await commit.idle();
    expect(commits.flat()).toHaveLength(120 + 3 * 41);
  },
);

test('items of one owner keep their order, whatever those of others are', async () => {
  const limits = { items: 4, bytes: 20 };
  const list = fc.array(fc.record({ size: fc.nat({ max: 30 }), owner: fc.nat({ max: 3 }) }), {
    maxLength: 40,
  });
  await fc.assert(
    fc.asyncProperty(list, async (items) => {
      const { commit, commits } = recording(limits);
      await Promise.all(
        items.map(({ size, owner }, index) => commit.add({ name: `${owner} ${index}`, size, owner })),
      );
      for (const owner of [0, 1, 2, 3]) {
        const own = commits.flat().filter((name) => name.startsWith(`${owner} `));
        expect(own).toEqual(items.flatMap((item, n) => (item.owner === owner ? [`${owner} ${n}`] : [])));
      }
      expect(commits.flat()).toHaveLength(items.length);
    }),
    { numRuns: 40 },
  );
});

test('whatever arrives whenever, each item is written once, in the order of arrival, within the limits', async () => {
  const limits = { items: 4, bytes: 20 };
  const arrivals = fc.array(
    fc.record({ size: fc.nat({ max: 30 }), pause: fc.constantFrom('none', 'turn', 'while') }),
    { maxLength: 30 },
  );
  await fc.assert(
    fc.asyncProperty(arrivals, async (list) => {
      const { commit, commits } = recording(limits);
      const answers: Promise<string>[] = [];
      for (const [index, { size, pause }] of list.entries()) {
        answers.push(commit.add({ name: `${index} ${size}`, size }));
        if (pause === 'turn') await new Promise((resolve) => setImmediate(resolve));
        if (pause === 'while') await later();
      }
      await Promise.all(answers);
      const names = list.map(({ size }, index) => `${index} ${size}`);
      expect(commits.flat()).toEqual(names);
      for (const group of commits) {
        const bytes = group.reduce((sum, name) => sum + Number(name.split(' ')[1]), 0);
        expect(group.length).toBeLessThanOrEqual(limits.items);
        expect(bytes <= limits.bytes || group.length === 1).toBe(true);
      }
    }),
    { numRuns: 40 },
  );
});
