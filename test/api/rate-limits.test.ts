import { expect, test } from 'vitest';
import { rateLimitFields } from '#lib/model/rate-limit-fields.ts';
import { newBin, sharedServer } from '../support/server.ts';
import { expectProblem } from './problem.ts';

const server = sharedServer({
  environment: { RATE_PER_KEY: '3/h', RATE_CREATE: '100/d', RATE_PER_BIN: '1/h' },
});

test('responses of a limited call say what is left, and the one over the limit when to try again', async () => {
  const bin = await newBin(server().origin);
  for (const left of [2, 1, 0]) {
    const { status, headers } = await bin.api();
    expect([status, headers.get('ratelimit-policy')]).toEqual([200, '"key";q=3;w=3600']);
    expect(headers.get('ratelimit')).toMatch(new RegExp(`^"key";r=${left};t=3(?:600|5\\d\\d)$`));
  }
  const over = await bin.api();
  const seconds = over.headers.get('retry-after');
  expect(over.headers.get('ratelimit')).toBe(`"key";r=0;t=${seconds}`);
  expect(await over.clone().json()).toMatchObject({ limit: { policy: 'key', count: 3, seconds: 3600 } });
  await expectProblem(over, 429, 'rate-limited');
});

test('so do problems that have another cause, and calls that wait for captures', async () => {
  const bin = await newBin(server().origin);
  const left = (response: Response) => [response.status, response.headers.get('ratelimit')?.split(';t')[0]];
  expect(left(await bin.api('/captures/9'))).toEqual([404, '"key";r=2']);
  expect(left(await bin.api('/wait?timeout=0'))).toEqual([409, '"key";r=1']);
  expect(left(await bin.api('/wait?filter=colour:red'))).toEqual([400, '"key";r=0']);
  const over = await bin.api('/wait');
  expect(left(over)).toEqual([429, '"key";r=0']);
  expect(over.headers.get('ratelimit-policy')).toBe('"key";q=3;w=3600');

  const streamed = await newBin(server().origin);
  const events = await streamed.api('/events');
  expect(left(events)).toEqual([200, '"key";r=2']);
  await events.body?.cancel();
});

test('so do creations, and senders over the limit of a bin, but no response that a bin gives', async () => {
  const { origin } = server();
  const created = await fetch(`${origin}/api/v1/bins`, { method: 'POST' });
  expect(created.headers.get('ratelimit')).toMatch(/^"create";r=\d+;t=\d+$/);
  const { captureUrl } = (await created.json()) as { captureUrl: string };
  const accepted = await fetch(captureUrl);
  expect([accepted.status, accepted.headers.get('ratelimit')]).toEqual([200, null]);
  const rejected = await fetch(captureUrl);
  expect([rejected.status, rejected.headers.get('ratelimit-policy')]).toEqual([429, '"bin";q=1;w=3600']);
  expect(rejected.headers.get('ratelimit')).toBe(`"bin";r=0;t=${rejected.headers.get('retry-after')}`);
});

test('a limit that is counted twice is listed once, with the last count', () => {
  const use = { policy: 'key', count: 5, seconds: 1, resetsIn: 1 };
  const bytes = { ...use, policy: 'bytes', unit: 'content-bytes', remaining: 9 } as const;
  expect(rateLimitFields([{ ...use, remaining: 4 }, bytes, { ...use, remaining: 3 }])).toEqual([
    ['RateLimit-Policy', '"key";q=5;w=1, "bytes";q=5;w=1;qu="content-bytes"'],
    ['RateLimit', '"key";r=3;t=1, "bytes";r=9;t=1'],
  ]);
  expect(rateLimitFields([])).toEqual([]);
});
