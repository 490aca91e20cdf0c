import { expect, test } from 'vitest';
import type { ValueCounts } from '#lib/model/value-counts.ts';
import { newBin, sharedServer, type TestBin } from '../support/server.ts';
import { expectProblem } from './problem.ts';

const server = sharedServer();

async function valuesOf(bin: TestBin, query: string, key?: string): Promise<[string, number][]> {
  const response = await bin.api(`/captures/values?${query}`, key === undefined ? {} : { key });
  expect(response.status).toBe(200);
  return ((await response.json()) as ValueCounts).values.map(({ value, count }) => [value, count]);
}

async function linkTo(bin: TestBin, wanted: Record<string, unknown>): Promise<string> {
  const response = await bin.api('/links', {
    method: 'POST',
    body: JSON.stringify({ role: 'viewer', ...wanted }),
  });
  return ((await response.json()) as { key: string }).key;
}

test('the values of a key are counted, the most frequent first, and a key that has none is refused by name', async () => {
  const bin = await newBin(server().origin);
  for (const method of ['PUT', 'POST', 'PUT']) await fetch(`${bin.captureUrl}/a?id=1`, { method });
  expect(await valuesOf(bin, 'key=method')).toEqual([
    ['PUT', 2],
    ['POST', 1],
  ]);
  expect(await valuesOf(bin, 'key=path')).toEqual([['/a', 3]]);
  expect(await valuesOf(bin, 'key=status')).toEqual([['200', 3]]);
  expect(await valuesOf(bin, 'key=provider')).toEqual([]);
  expect(await valuesOf(bin, 'key=method&budget=1')).toEqual([['PUT', 1]]);
  for (const [query, field] of [
    ['key=colour', 'key: must be method, path,'],
    ['', 'key: must be'],
    ['key=method&budget=0', 'budget: must be at least 1'],
  ] as const) {
    expect(await expectProblem(await bin.api(`/captures/values?${query}`), 400, 'invalid-input')).toContain(
      field,
    );
  }
});

test('a link to one request tells its values alone, and a link that masks secrets tells none of them', async () => {
  const bin = await newBin(server().origin);
  const secret = 'ghp_0123456789abcdefghijklmnopqrstuvwxyz';
  for (const path of ['/one', `/two/${secret}`, '/three'])
    await fetch(`${bin.captureUrl}${path}`, { method: 'POST' });
  const one = await linkTo(bin, { captureSeq: 1 });
  expect(await valuesOf(bin, 'key=path', one)).toEqual([['/one', 1]]);
  expect(await valuesOf(bin, 'key=method', one)).toEqual([['POST', 1]]);
  const masked = await linkTo(bin, { redaction: {} });
  const paths = await valuesOf(bin, 'key=path', masked);
  expect(paths).toHaveLength(3);
  expect(JSON.stringify(paths)).not.toContain(secret);
  expect(await valuesOf(bin, 'key=method', masked)).toEqual([['POST', 3]]);
});
