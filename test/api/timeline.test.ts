import { expect, test } from 'vitest';
import type { Timeline } from '#lib/model/timeline.ts';
import { newBin, sharedServer, type TestBin } from '../support/server.ts';
import { expectProblem } from './problem.ts';

const server = sharedServer();

async function binWithThree() {
  const bin = await newBin(server().origin);
  for (const token of ['a', 'secret-one', 'secret-two']) {
    await fetch(bin.captureUrl, { method: 'POST', headers: { Authorization: `Bearer ${token}` }, body: 'x' });
  }
  return bin;
}

async function linkTo(bin: TestBin, wanted: Record<string, unknown>): Promise<string> {
  const response = await bin.api('/links', {
    method: 'POST',
    body: JSON.stringify({ role: 'viewer', ...wanted }),
  });
  expect(response.status).toBe(201);
  return ((await response.json()) as { key: string }).key;
}

async function countOf(bin: TestBin, query: string, key?: string): Promise<number> {
  const response = await bin.api(`/timeline?${query}`, key === undefined ? {} : { key });
  expect(response.status).toBe(200);
  const { series } = (await response.json()) as Timeline;
  return series.flatMap(({ counts }) => counts).reduce((sum, count) => sum + count, 0);
}

test('a timeline counts all requests, or those a filter finds, and refuses what it cannot read', async () => {
  const bin = await binWithThree();
  expect(await countOf(bin, '')).toBe(3);
  expect(await countOf(bin, 'by=method&from=1h&buckets=5')).toBe(3);
  expect(await countOf(bin, 'filter=header:authorization=secret')).toBe(2);
  expect(await countOf(bin, 'to=1h')).toBe(0);
  await expectProblem(await bin.api('/timeline?from=soon'), 400, 'invalid-input');
  await expectProblem(await bin.api('/timeline?filter=colour:red'), 400, 'invalid-filter');
  await expectProblem(await bin.api('/timeline', { key: null }), 401, 'key-missing');
});

test('a link to one request counts that one, and a link that masks secrets tells nothing of them by counting', async () => {
  const bin = await binWithThree();
  const one = await linkTo(bin, { captureSeq: 2 });
  expect(await countOf(bin, '', one)).toBe(1);
  expect(await countOf(bin, 'filter=seq:3', one)).toBe(0);
  const masked = await linkTo(bin, { redaction: {} });
  expect(await countOf(bin, '', masked)).toBe(3);
  expect(await countOf(bin, 'filter=header:authorization', masked)).toBe(3);
  expect(await countOf(bin, 'filter=header:authorization=secret-one', masked)).toBe(0);
});
