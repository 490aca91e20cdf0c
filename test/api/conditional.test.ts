import { expect, test } from 'vitest';
import { matchPermits, noneMatchNames } from '#lib/http/entity-tag.ts';
import type { ValueCounts } from '#lib/model/value-counts.ts';
import { newBin, sharedServer, type TestBin } from '../support/server.ts';
import { expectProblem } from './problem.ts';

const server = sharedServer();

async function binWithCapture(body = '{"card":"4242424242424242","id":1}'): Promise<TestBin> {
  const bin = await newBin(server().origin);
  await fetch(bin.captureUrl, {
    method: 'POST',
    body,
    headers: { 'Content-Type': 'application/json', Authorization: 'Bearer of-the-sender-1234567890' },
  });
  // The response is recorded after it was sent, and committed, when it counts for the size of the bin, before statuses are counted.
  const statuses = async () => (await (await bin.api('/captures/values?key=status')).json()) as ValueCounts;
  await expect.poll(async () => (await statuses()).values, { timeout: 60_000, interval: 25 }).toHaveLength(1);
  return bin;
}

const linkTo = async (bin: TestBin, wanted: unknown) => {
  const response = await bin.api('/links', { method: 'POST', body: JSON.stringify(wanted) });
  return (await response.json()) as { key: string };
};

test.for(['', '/captures', '/captures/1', '/captures/1/body', '/captures/1/body?decoded=1', '/reply'])(
  'GET %s has a tag, and responds with 304 and no content as long as nothing has changed',
  async (address) => {
    const bin = await binWithCapture();
    const first = await bin.api(address);
    const tag = first.headers.get('etag')!;
    expect([first.status, tag]).toEqual([200, expect.stringMatching(/^"[\w+-]+"$/)]);
    for (const named of [tag, `W/${tag}`, `"other", ${tag}`, '*']) {
      const again = await bin.api(address, { headers: { 'If-None-Match': named } });
      expect([named, again.status, await again.text()]).toEqual([named, 304, '']);
      expect(again.headers.get('etag')).toBe(tag);
    }
    const other = await bin.api(address, { headers: { 'If-None-Match': '"other"' } });
    expect(other.status).toBe(200);
  },
);

test('a tag changes with what it identifies', async () => {
  const bin = await binWithCapture();
  const tagOf = async (address: string) => (await bin.api(address)).headers.get('etag');
  const before = {
    list: await tagOf('/captures'),
    capture: await tagOf('/captures/1'),
    bin: await tagOf(''),
  };
  await bin.api('/captures/1', { method: 'PATCH', body: '{"note":"x"}' });
  await bin.api('', { method: 'PATCH', body: '{"name":"Orders"}' });
  const after = { list: await tagOf('/captures'), capture: await tagOf('/captures/1'), bin: await tagOf('') };
  for (const name of ['list', 'capture', 'bin'] as const) expect(after[name]).not.toBe(before[name]);
});

test('through a masked link, a tag says nothing about what is masked', async () => {
  // Two requests that differ in a masked value only, in bins that are the same otherwise.
  const tags = await Promise.all(
    ['{"card":"4242424242424242"}', '{"card":"4000056655665556"}'].map(async (body) => {
      const bin = await binWithCapture(body);
      const { key } = await linkTo(bin, { role: 'viewer', redaction: { fields: ['card'] } });
      const masked = (await bin.api('/captures/1/body', { key })).headers.get('etag');
      return { masked, whole: (await bin.api('/captures/1/body')).headers.get('etag') };
    }),
  );
  expect(tags[0]!.masked).toBe(tags[1]!.masked);
  expect(tags[0]!.whole).not.toBe(tags[1]!.whole);
  expect(tags[0]!.masked).not.toBe(tags[0]!.whole);
});

test('of several changes to the reply settings that name the same tag, one is made', async () => {
  const bin = await binWithCapture();
  const tag = (await bin.api('/reply')).headers.get('etag')!;
  const put = (status: number, named = tag) =>
    bin.api('/reply', {
      method: 'PUT',
      body: JSON.stringify({ default: { status } }),
      headers: { 'If-Match': named },
    });
  const responses = await Promise.all([201, 202, 203, 404].map((status) => put(status)));
  const [made, ...others] = responses.toSorted((a, b) => a.status - b.status);
  expect(made!.status).toBe(200);
  for (const other of others) await expectProblem(other, 412, 'precondition-failed');
  const next = made!.headers.get('etag')!;
  expect((await bin.api('/reply')).headers.get('etag')).toBe(next);
  // A weak tag does not permit a change (RFC 9110 §13.1.1).
  await expectProblem(await put(500, `W/${next}`), 412, 'precondition-failed');
  const reset = (named: string) => bin.api('/reply', { method: 'DELETE', headers: { 'If-Match': named } });
  await expectProblem(await reset(tag), 412, 'precondition-failed');
  expect((await reset(next)).status).toBe(204);
  expect((await put(503, '*')).status).toBe(200);
});

test.for([{}, { redaction: {} }])(
  'of several changes to a note that name the same tag, one is made, through a link with %j',
  async (more) => {
    const bin = await binWithCapture();
    const { key } = await linkTo(bin, { role: 'editor', ...more });
    await bin.api('/captures/1', { method: 'PATCH', body: '{"note":"token sk_live_4242424242424242"}' });
    const tag = (await bin.api('/captures/1', { key })).headers.get('etag')!;
    const patch = (note: string) =>
      bin.api('/captures/1', {
        key,
        method: 'PATCH',
        body: JSON.stringify({ note }),
        headers: { 'If-Match': tag },
      });
    const statuses = (await Promise.all(['a', 'b', 'c'].map(patch))).map(({ status }) => status);
    expect(statuses.toSorted()).toEqual([200, 412, 412]);
    await expectProblem(await patch('d'), 412, 'precondition-failed');
  },
);

test('tags are compared as RFC 9110 says', () => {
  expect(noneMatchNames('W/"a", "b"', 'a')).toBe(true);
  expect(noneMatchNames('"a,b"', 'a')).toBe(false);
  expect(noneMatchNames(null, 'a')).toBe(false);
  expect([matchPermits('"b", "a"', 'a'), matchPermits('W/"a"', 'a'), matchPermits(' * ', 'a')]).toEqual([
    true,
    false,
    true,
  ]);
  expect([matchPermits(null, 'a'), matchPermits('', 'a')]).toEqual([true, false]);
});

test('fields limits lists and captures to the properties it names', async () => {
  const bin = await binWithCapture();
  const read = async (address: string) => (await bin.api(address)).json() as Promise<Record<string, unknown>>;
  expect(await read('/captures?fields=method,seq')).toEqual({
    captures: [{ seq: 1, method: 'POST' }],
    head: 1,
    total: 1,
    next: null,
  });
  expect(await read('/captures/1?fields=note')).toEqual({ note: null });
  await bin.api('/deliveries?wait=1', { method: 'POST', body: '{"capture":1,"to":"self"}' });
  expect(await read('/deliveries?fields=state')).toMatchObject({ deliveries: [{ state: 'answered' }] });
  expect(await read('/links?fields=role')).toEqual({ links: [{ role: 'owner' }], next: null });
  for (const [address, known] of [
    ['/captures', 'seq, method'],
    ['/captures/1', 'schemaViolations'],
    ['/deliveries', 'replayId'],
    ['/dead-letters', 'waitsFor'],
    ['/links', 'redaction'],
  ] as const) {
    const detail = await expectProblem(await bin.api(`${address}?fields=colour`), 400, 'invalid-input');
    expect(detail).toMatch(/^fields: colour is not a property here\. Use /);
    expect(detail).toContain(known);
  }
  await expectProblem(await bin.api('/captures?fields=__proto__'), 400, 'invalid-input');
  await expectProblem(await bin.api('/captures?fields='), 400, 'invalid-input');
});

test('links are listed in pages', async () => {
  const bin = await newBin(server().origin);
  for (let made = 0; made < 4; made += 1) await linkTo(bin, { role: 'viewer', label: `${made}` });
  const labels: (string | null)[] = [];
  for (let after: number | null = 0; after !== null; ) {
    const page = (await (await bin.api(`/links?limit=2&after=${after}`)).json()) as {
      links: { label: string | null }[];
      next: number | null;
    };
    expect(page.links.length).toBeLessThanOrEqual(2);
    labels.push(...page.links.map(({ label }) => label));
    after = page.next;
  }
  expect(labels).toEqual([null, '0', '1', '2', '3']);
});
