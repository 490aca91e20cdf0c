import { expect, test } from 'vitest';
import { roles } from '#lib/model/link.ts';
import { newBin, sharedServer, type TestBin } from '../support/server.ts';
import { expectProblem } from './problem.ts';

const server = sharedServer();
type LinkJson = { id: number; role: string; key: string; inspectUrl: string };
const make = (bin: TestBin, link: unknown) =>
  bin.api('/links', { method: 'POST', body: JSON.stringify(link) });
const made = async (bin: TestBin, link: unknown) => (await (await make(bin, link)).json()) as LinkJson;
const list = async (bin: TestBin) =>
  ((await (await bin.api('/links')).json()) as { links: LinkJson[] }).links;
const revoke = (bin: TestBin, id: number | string) => bin.api(`/links/${id}`, { method: 'DELETE' });

test('a link of each role is made, its key told this once, and opens the bin', async () => {
  const bin = await newBin(server().origin);
  for (const role of roles) {
    const response = await make(bin, { role, label: ' Ana ' });
    expect(response.status).toBe(201);
    expect(response.headers.get('cache-control')).toBe('no-store');
    const link = (await response.json()) as LinkJson;
    expect(link).toEqual({
      id: expect.any(Number),
      role,
      label: 'Ana',
      captureSeq: null,
      redaction: null,
      open: 0,
      createdAt: expect.any(String),
      expiresAt: null,
      lastUsedAt: null,
      key: expect.stringMatching(/^[A-Za-z0-9]{24}$/),
      inspectUrl: `${server().origin}/i/${link.key}`,
    });
    expect(await (await bin.api('', { key: link.key })).json()).toMatchObject({ role });
  }
});

test('the list has every link in the order made, and no key', async () => {
  const bin = await newBin(server().origin);
  const { key } = await made(bin, { role: 'viewer', label: 'Ana' });
  const response = await bin.api('/links');
  const text = await response.text();
  expect(text).not.toContain(key);
  expect(text).not.toContain(bin.key);
  expect(JSON.parse(text)).toEqual({
    links: [
      expect.objectContaining({ role: 'owner', label: null }),
      {
        id: expect.any(Number),
        role: 'viewer',
        label: 'Ana',
        captureSeq: null,
        redaction: null,
        open: 0,
        createdAt: expect.any(String),
        expiresAt: null,
        lastUsedAt: null,
      },
    ],
    next: null,
  });
  expect(Object.keys(JSON.parse(text).links[0]).sort()).toEqual([
    'captureSeq',
    'createdAt',
    'expiresAt',
    'id',
    'label',
    'lastUsedAt',
    'open',
    'redaction',
    'role',
  ]);
});

test('the use of a link is seen in the list', async () => {
  const bin = await newBin(server().origin);
  const { key, id } = await made(bin, { role: 'viewer' });
  await bin.api('', { key });
  const used = (await list(bin)).find((link) => link.id === id) as unknown as { lastUsedAt: string };
  expect(Math.abs(Date.parse(used.lastUsedAt) - Date.now())).toBeLessThan(10_000);
});

test('a revoked link opens nothing, and is revoked once', async () => {
  const bin = await newBin(server().origin);
  const { key, id } = await made(bin, { role: 'viewer' });
  expect((await revoke(bin, id)).status).toBe(204);
  await expectProblem(await bin.api('', { key }), 401, 'key-unknown');
  await expectProblem(await revoke(bin, id), 404, 'link-not-found');
  expect(await list(bin)).toHaveLength(1);
});

test('a link of another bin is not found', async () => {
  const [one, two] = [await newBin(server().origin), await newBin(server().origin)];
  const { id, key } = await made(one, { role: 'viewer' });
  await expectProblem(await revoke(two, id), 404, 'link-not-found');
  expect((await one.api('', { key })).status).toBe(200);
});

test('an expired link opens nothing; until then it does', async () => {
  const bin = await newBin(server().origin);
  const past = await made(bin, { role: 'viewer', expiresAt: new Date(Date.now() - 1).toISOString() });
  await expectProblem(await bin.api('', { key: past.key }), 401, 'key-unknown');
  const soon = await made(bin, { role: 'viewer', expiresAt: new Date(Date.now() + 3_600_000).toISOString() });
  expect((await bin.api('', { key: soon.key })).status).toBe(200);
  const zoned = await make(bin, { role: 'viewer', expiresAt: '2999-01-01T00:00:00+02:00' });
  expect(await zoned.json()).toMatchObject({ expiresAt: '2998-12-31T22:00:00.000Z' });
});

test('the last link that manages the bin stays; with another it may go', async () => {
  const bin = await newBin(server().origin);
  const [own] = await list(bin);
  await made(bin, { role: 'editor' });
  await made(bin, { role: 'owner', expiresAt: new Date(Date.now() + 3_600_000).toISOString() });
  await expectProblem(await revoke(bin, own!.id), 409, 'last-owner-link');
  const second = await made(bin, { role: 'owner' });
  expect((await revoke(bin, own!.id)).status).toBe(204);
  await expectProblem(await bin.api(), 401, 'key-unknown');
  expect((await bin.api('', { key: second.key })).status).toBe(200);
});

test('of two owners who revoke each other at the same time one stays', async () => {
  const bin = await newBin(server().origin);
  const [own] = await list(bin);
  const second = await made(bin, { role: 'owner' });
  const revokeWith = (key: string, id: number) => bin.api(`/links/${id}`, { method: 'DELETE', key });
  await Promise.all([revokeWith(bin.key, second.id), revokeWith(second.key, own!.id)]);
  const open = await Promise.all([bin.api('/links'), bin.api('/links', { key: second.key })]);
  expect(open.filter(({ status }) => status === 200).length).toBeGreaterThan(0);
});

test.for([
  ['no role', {}, /^role: /],
  ['a role nobody knows', { role: 'admin' }, /^role: /],
  ['a date that is none', { role: 'viewer', expiresAt: 'tomorrow' }, /^expiresAt: /],
  ['a label too long', { role: 'viewer', label: 'x'.repeat(81) }, /^label: /],
  ['a field nobody knows', { role: 'viewer', key: 'mine' }, /key/],
  ['a number that is none of a capture', { role: 'viewer', captureSeq: 0 }, /^captureSeq: /],
  ['an owner of one capture', { role: 'owner', captureSeq: 1 }, /^role: /],
  ['an owner who does not see everything', { role: 'owner', redaction: {} }, /^role: /],
  ['a rule nobody knows', { role: 'viewer', redaction: { bodies: 'none' } }, /redaction/],
  [
    'a header that cannot be',
    { role: 'viewer', redaction: { headers: ['a b'] } },
    /^redaction: headers: 0: /,
  ],
] as const)('%s is refused, saying what is wrong', async ([, link, words]) => {
  const bin = await newBin(server().origin);
  expect(await expectProblem(await make(bin, link), 400, 'invalid-input')).toMatch(words);
});

test.for(['0', '-1', 'x', '1.5', '99999999999999999999'])('%s is no id of a link', async (id) => {
  const bin = await newBin(server().origin);
  const response = await revoke(bin, id);
  expect([400, 404]).toContain(response.status);
  await expectProblem(
    response,
    response.status,
    response.status === 400 ? 'invalid-input' : 'link-not-found',
  );
});

test('a link to a capture there is not is not made', async () => {
  const bin = await newBin(server().origin);
  await expectProblem(await make(bin, { role: 'viewer', captureSeq: 9 }), 404, 'capture-not-found');
});

test('a link to one capture opens that one, and says of no other whether it is there', async () => {
  const bin = await newBin(server().origin);
  for (const body of ['one', 'two', 'three']) await fetch(bin.captureUrl, { method: 'POST', body });
  const { key } = await made(bin, { role: 'editor', captureSeq: 2 });
  const get = async (path: string) => (await bin.api(path, { key })).json();
  expect(await get('')).toMatchObject({ captureSeq: 2, redacted: false, head: 2, total: 1 });
  for (const query of ['', '?after=0', '?before=9', '?filter=two', '?filter=body:two'])
    expect(await get(`/captures${query}`)).toMatchObject({
      captures: [{ seq: 2 }],
      head: 2,
      total: 1,
      next: null,
    });
  for (const query of ['?after=2', '?before=2', '?filter=three', '?filter=-body:two'])
    expect(await get(`/captures${query}`)).toMatchObject({ captures: [], head: 2, total: 1 });
  expect(await get('/captures/latest')).toMatchObject({ seq: 2, body: { text: 'two' } });
  for (const [seq, rest] of [1, 3, 4].flatMap((one) =>
    ['', '/body', '/as/curl'].map((rest) => [one, rest] as const),
  ))
    await expectProblem(await bin.api(`/captures/${seq}${rest}`, { key }), 404, 'capture-not-found');
  const change = (seq: number) =>
    bin.api(`/captures/${seq}`, { key, method: 'PATCH', body: '{"pinned":true}' });
  expect((await change(2)).status).toBe(200);
  await expectProblem(await change(3), 404, 'capture-not-found');
  const exported = await (await bin.api('/export?format=ndjson', { key })).text();
  expect(
    exported
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).seq),
  ).toEqual([2]);

  await bin.api('/captures/2', { method: 'DELETE' });
  expect(await get('/captures')).toEqual({ captures: [], head: 2, total: 0, next: null });
});

test('a rotated key opens nothing from then on, and the new one what it opened', async () => {
  const bin = await newBin(server().origin);
  await made(bin, { role: 'viewer' });
  const before = await list(bin);
  const response = await bin.api('/rotate', { method: 'POST' });
  const { key, inspectUrl } = (await response.json()) as LinkJson;
  expect(response.headers.get('cache-control')).toBe('no-store');
  expect(inspectUrl).toBe(`${server().origin}/i/${key}`);
  await expectProblem(await bin.api(), 401, 'key-unknown');
  expect((await fetch(bin.inspectUrl)).status).toBe(404);
  const links = await (await bin.api('/links', { key })).json();
  expect(links.links.map(({ id }: LinkJson) => id)).toEqual(before.map(({ id }) => id));
});
