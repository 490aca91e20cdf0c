import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { type PoolLimits, WorkerPool } from '#lib/workers/worker-pool.ts';
import { received } from '../support/received.ts';
import { root } from '../support/root.ts';

function pool(limits: Partial<PoolLimits> = {}): WorkerPool {
  const file = path.join(root, 'dist/worker.mjs');
  const opened = new WorkerPool({
    file,
    threads: 2,
    milliseconds: 60_000,
    longestQueue: 50,
    rest: 0,
    ...limits,
  });
  onTestFinished(() => opened.close());
  return opened;
}

const source = (size: number) => ({
  ...received({ body: new TextEncoder().encode('a'.repeat(size)) }),
  seq: 1,
  answered: null,
});
const copy = (size: number) => ({
  target: 'curl',
  source: source(size),
  options: { origin: 'http://localhost:3000' },
});
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
const long = 20_000_000;

test('a job is done on another thread, and its result comes back', async () => {
  expect(text(await pool().run('copyCapture', copy(10), { asker: { name: 'a' } }))).toContain(
    "--data-raw 'aaaaaaaaaa'",
  );
});

test('a failure comes back by its name', async () => {
  const input = { format: 'ndjson', entry: '{' };
  await expect(pool().run('readImport', input, { asker: { name: 'a' } })).rejects.toMatchObject({
    code: 'invalid-json',
  });
});

test('a job that takes longer than it may is ended, and the next one is done', async () => {
  const { run } = pool({ threads: 1 });
  const ended = run('copyCapture', copy(long), { asker: { name: 'a' }, milliseconds: 1 });
  await expect(ended).rejects.toMatchObject({ code: 'too-much-work' });
  expect(text(await run('copyCapture', copy(1), { asker: { name: 'a' } }))).toContain('--data-raw');
});

test('whose job took too long has the others refused for a while, and nobody else', async () => {
  const { run } = pool({ threads: 1, rest: 60_000 });
  await expect(run('copyCapture', copy(long), { asker: { name: 'a' }, milliseconds: 1 })).rejects.toThrow();
  await expect(run('copyCapture', copy(1), { asker: { name: 'a' } })).rejects.toMatchObject({
    code: 'too-much-work',
  });
  await run('copyCapture', copy(1), { asker: { name: 'b' } });
});

test('a job that nobody waits for any more is ended, or never begun', async () => {
  const { run } = pool({ threads: 1 });
  const [running, waiting] = [new AbortController(), new AbortController()];
  const jobs = [running, waiting].map(({ signal }) =>
    run('copyCapture', copy(long), { asker: { name: 'a', signal } }),
  );
  const outcomes = Promise.allSettled(jobs);
  waiting.abort();
  running.abort();
  expect(await outcomes).toMatchObject([
    { status: 'rejected', reason: { name: 'AbortError' } },
    { status: 'rejected', reason: { name: 'AbortError' } },
  ]);
  expect(text(await run('copyCapture', copy(1), { asker: { name: 'a' } }))).toContain('--data-raw');
  await expect(
    run('copyCapture', copy(1), { asker: { name: 'a', signal: AbortSignal.abort() } }),
  ).rejects.toMatchObject({ name: 'AbortError' });
});

test('who asks for much does not keep others waiting', async () => {
  const { run } = pool({ threads: 1 });
  const done: string[] = [];
  const asking = [...'aaaaaaab'].map((asker, index) =>
    run('copyCapture', copy(1000), { asker: { name: asker } }).then(() => done.push(`${asker}${index}`)),
  );
  await Promise.all(asking);
  expect(done.indexOf('b7')).toBeLessThan(3);
});

test('more jobs than may wait are refused', async () => {
  const { run } = pool({ threads: 1, longestQueue: 2 });
  const outcomes = await Promise.allSettled(
    Array.from({ length: 3 }, () => run('copyCapture', copy(1), { asker: { name: 'a' } })),
  );
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected']);
  expect(outcomes[2]).toMatchObject({ reason: { code: 'busy' } });
});

test('a pool that is closed ends what runs and what waits', async () => {
  const opened = pool({ threads: 1 });
  const jobs = [1, 2].map(() => opened.run('copyCapture', copy(long), { asker: { name: 'a' } }));
  const outcomes = Promise.allSettled(jobs);
  await opened.close();
  expect((await outcomes).map((one) => one.status === 'rejected' && one.reason.code)).toEqual([
    'draining',
    'draining',
  ]);
});

test('a thread that cannot start fails what waits for it', async () => {
  const { run } = pool({ file: path.join(root, 'dist/there-is-none.mjs') });
  await expect(run('copyCapture', copy(1), { asker: { name: 'a' } })).rejects.toThrow(/Cannot find module/);
});
