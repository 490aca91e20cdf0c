import { describe, expect, test } from 'vitest';
import type { CapturePage } from '#lib/model/capture-json.ts';
import { newBin, sharedServer, type TestBin } from '../support/server.ts';
import { expectProblem } from './problem.ts';

const server = sharedServer({ environment: { MAX_BODY_BYTES: '2MiB' } });

/** A bin with 1,200 requests in it, of which every hundredth is a PUT; its last has a long body with `needle` near its end. */
async function fullBin(): Promise<TestBin> {
  const bin = await newBin(server().origin);
  const send = (number: number) =>
    fetch(`${bin.captureUrl}/n/${number}`, {
      method: number % 100 === 0 ? 'PUT' : 'POST',
      headers: { 'X-Number': String(number) },
      body: `body ${number}`,
    });
  for (let from = 1; from < 1200; from += 50) {
    await Promise.all(Array.from({ length: Math.min(50, 1200 - from) }, (_, index) => send(from + index)));
  }
  await fetch(`${bin.captureUrl}/long`, { method: 'POST', body: `${'x'.repeat(1_000_000)} needle x` });
  return bin;
}

async function paths(
  bin: TestBin,
  filter: string,
  more = '',
): Promise<{ paths: string[]; page: CapturePage }> {
  const response = await bin.api(`/captures?filter=${encodeURIComponent(filter)}${more}`);
  expect(response.status).toBe(200);
  const page = (await response.json()) as CapturePage;
  return { paths: page.captures.map(({ path }) => path), page };
}

describe('a filter over a whole bin', () => {
  test('finds what matches, newest first, a page at a time', async () => {
    const bin = await fullBin();
    const first = await paths(bin, 'method:PUT', '&limit=5');
    expect(first.paths).toHaveLength(5);
    expect(first.page.total).toBe(1200);
    const second = await paths(bin, 'method:PUT', `&limit=10&before=${first.page.next}`);
    expect(second.page.next).toBeNull();
    const all = [...first.paths, ...second.paths];
    expect(all.sort()).toEqual(Array.from({ length: 11 }, (_, index) => `/n/${(index + 1) * 100}`).sort());
    const seqs = [...first.page.captures, ...second.page.captures].map(({ seq }) => seq);
    expect(seqs).toEqual(seqs.toSorted((a, b) => b - a));
    const upwards = await paths(bin, 'method:PUT', '&after=0&limit=1000');
    expect(upwards.page.captures.map(({ seq }) => seq)).toEqual(seqs.toReversed());

    expect((await paths(bin, 'body:needle')).paths).toEqual(['/long']);
    expect((await paths(bin, 'header:x-number=1100')).paths).toEqual(['/n/1100']);
    expect((await paths(bin, 'size>100k')).paths).toEqual(['/long']);
    expect((await paths(bin, 'body:"body 77" -path:/n/770')).paths).toHaveLength(10);
    expect((await paths(bin, 'before:1h')).paths).toEqual([]);
  });

  test('deletes what matches and is not pinned', async () => {
    const bin = await newBin(server().origin);
    for (const path of ['a', 'b', 'a', 'c', 'a']) await fetch(`${bin.captureUrl}/${path}`);
    await bin.api('/captures/3', { method: 'PATCH', body: '{"pinned":true}' });
    const response = await bin.api('/captures?filter=path:/a', { method: 'DELETE' });
    expect(await response.json()).toEqual({ removed: 2 });
    const left = (await (await bin.api('/captures')).json()) as CapturePage;
    expect(left.captures.map(({ seq }) => seq)).toEqual([4, 3, 2]);
  });

  test('leaves with what it finds alone', async () => {
    const bin = await newBin(server().origin);
    for (const path of ['a', 'b', 'a'])
      await fetch(`${bin.captureUrl}/${path}`, { method: 'POST', body: path });
    const lines = (await (await bin.api('/export?format=ndjson&filter=body:a')).text()).trim().split('\n');
    expect(lines.map((line) => (JSON.parse(line) as { seq: number }).seq)).toEqual([1, 3]);
  });

  test('that cannot be read is refused, naming the word and its place, and deletes nothing', async () => {
    const bin = await newBin(server().origin);
    await fetch(bin.captureUrl);
    for (const [path, method] of [
      ['/captures', 'GET'],
      ['/captures', 'DELETE'],
      ['/export', 'GET'],
    ] as const) {
      const response = await bin.api(`${path}?filter=is:pinned%20colour:red`, { method });
      expect(await expectProblem(response, 400, 'invalid-filter')).toContain(
        '“colour:red” at 10: The filter key `colour` does not exist.',
      );
    }
    await expectProblem(await bin.api('/captures?filter=%20', { method: 'DELETE' }), 400, 'invalid-filter');
    expect(((await (await bin.api('/captures')).json()) as CapturePage).total).toBe(1);
  });
});
