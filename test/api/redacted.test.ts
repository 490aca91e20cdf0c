import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { copyTargets } from '#lib/copy-as/index.ts';
import type { CaptureJson, CapturePage } from '#lib/model/capture-json.ts';
import { bulkFormats } from '#lib/transfer/export/index.ts';
import { secret, secretIn, secretRequests, secretRules, sendSecrets } from '../support/secrets.ts';
import { newBin, sharedServer, type TestBin } from '../support/server.ts';
import { slowness } from '../support/slowness.ts';
import { eventually, joined } from '../support/watcher.ts';
import { expectProblem } from './problem.ts';

const server = sharedServer();
const names = Object.keys(secretRequests);
const seqOf = (name: string) => names.indexOf(name) + 1;

let bin: TestBin;
let key: string;
let all: { key: string; id: number };

async function newLink(given: TestBin, link: unknown) {
  const response = await given.api('/links', { method: 'POST', body: JSON.stringify(link) });
  return (await response.json()) as { id: number; key: string };
}

beforeAll(async () => {
  bin = await newBin(server().origin);
  all = await newLink(bin, { role: 'viewer', redaction: secretRules });
  key = all.key;
  await sendSecrets(bin.captureUrl);
  await bin.api('/captures/1', { method: 'PATCH', body: JSON.stringify({ note: `look: ${secret}` }) });
});

const get = (path: string, init: RequestInit = {}) => bin.api(path, { key, ...init });
const capture = async (name: string) => (await (await get(`/captures/${seqOf(name)}`)).json()) as CaptureJson;
const found = async (filter: string) => {
  const response = await get(`/captures?filter=${encodeURIComponent(filter)}`);
  return ((await response.json()) as CapturePage).captures.map(({ seq }) => seq);
};

test('nothing that is fetched with the key has a secret in it, whatever is asked', async () => {
  const addresses = [
    '',
    ...['', '?limit=1', '?after=0&limit=2', '?before=4'].map((query) => `/captures${query}`),
    ...['email', 'is:pinned', '-x', 'header:authorization', 'note:look'].map(
      (filter) => `/captures?filter=${filter}`,
    ),
    ...bulkFormats.map(({ id }) => `/export?format=${id}`),
    ...[...names.keys(), 'latest'].flatMap((index) => {
      const one = `/captures/${typeof index === 'number' ? index + 1 : index}`;
      return [one, `${one}/body`, `${one}/body?decoded=1`];
    }),
    ...copyTargets.map(({ id }) => `/captures/${seqOf('all at once')}/as/${id}`),
    ...[1, 3, 9, 10].map((seq) => `/captures/${seq}/as/curl`),
  ];
  const leaking: string[] = [];
  const look = async (address: string) => {
    const response = await get(address);
    expect([address, response.status]).toEqual([address, 200]);
    const text = Buffer.from(await response.arrayBuffer()).toString('latin1');
    if (secretIn(`${text}${JSON.stringify([...response.headers])}`)) leaking.push(address);
  };
  // Some at a time: most of an answer's time is waiting for its turn.
  for (let from = 0; from < addresses.length; from += 16)
    await Promise.all(addresses.slice(from, from + 16).map(look));
  const pages = ['', ...names.map((name) => `/${seqOf(name)}`)];
  const shown = pages.map(async (page) => {
    if (secretIn(await (await fetch(`${server().origin}/i/${key}${page}`)).text())) leaking.push(page);
  });
  await Promise.all(shown);
  for (const range of ['bytes=0-', 'bytes=5-400', 'bytes=-20']) {
    const text = await (await get('/captures/1/body', { headers: { Range: range } })).text();
    if (secretIn(text)) leaking.push(range);
  }
  expect(leaking).toEqual([]);
});

test('the owner sees all of it: the search finds what it looks for', async () => {
  for (const name of names) {
    const record = await (await bin.api(`/captures/${seqOf(name)}`)).text();
    const body = await (await bin.api(`/captures/${seqOf(name)}/body?decoded=1`)).text();
    if (!['gzip cut off'].includes(name)) expect([name, secretIn(record + body)]).toEqual([name, true]);
  }
});

test('what is not secret is shown as it was sent', async () => {
  const shown = await capture('json');
  expect(JSON.parse(shown.body.text!)).toEqual({
    ok: 'shown',
    code: '[redacted]',
    user: { email: '[redacted]', tags: ['see [redacted]'] },
    card: { number: '[redacted]', holder: 'Zoë' },
    payload: '{"email":"[redacted]"}',
    note: 'and again [redacted]',
  });
  expect(shown.note).toBe('look: [redacted]');
  expect(shown.masked).toEqual({
    values: expect.any(Number),
    withheld: null,
    bodyChanged: true,
    undone: [],
  });
  // The response may be an echo of the request: nor is its length told.
  expect(shown.reply).not.toHaveProperty('bodySent');
  expect((await capture('query')).path).toBe('/a?email=[redacted]&x=1&token=[redacted]');
});

test('compressed bodies are decoded for as many as ask at once', async () => {
  const asked = Array.from({ length: 12 }, () => get(`/captures/${seqOf('gzip')}/body?decoded=1`));
  for (const response of await Promise.all(asked)) {
    expect(response.status).toBe(200);
    expect(await response.text()).toContain('shown');
  }
});

test('a compressed body is shown without its coding, and copies say so', async () => {
  const shown = await capture('gzip');
  expect(shown.masked?.undone).toEqual(['gzip']);
  expect(shown.headers.map(([name]) => name.toLowerCase())).not.toContain('content-encoding');
  expect(JSON.parse(shown.body.text!).ok).toBe('shown');
  const curl = await (await get(`/captures/${seqOf('gzip')}/as/curl`)).text();
  expect(curl).toContain('Copied through a link that masks secrets');
  expect(curl).toContain('The body is shown decoded (gzip).');
});

test.for([
  ['gzip cut off', 'undecodable'],
  ['broken json', 'broken'],
  ['text', 'no-fields'],
  ['long text', 'too-long'],
  ['bytes', 'not-text'],
] as const)('the body of %s is withheld: %s', async ([name, why]) => {
  const shown = await capture(name);
  expect(shown.masked).toMatchObject({ withheld: why, bodyChanged: true });
  expect(shown.body).toMatchObject({ size: 0, stored: 0, text: '' });
});

describe('nothing can be guessed and then confirmed', () => {
  test.for([
    `body:"${secret}"`,
    `"${secret}"`,
    `header:x-tenant=${secret}`,
    'header:authorization=Bearer',
    `path:${secret}`,
    `note:${secret}`,
    'body:wb7',
  ])('%s finds nothing', async (filter) => {
    expect(await found(filter)).toEqual([]);
    const owner = (await (
      await bin.api(`/captures?filter=${encodeURIComponent(filter)}`)
    ).json()) as CapturePage;
    expect(owner.captures.length).toBeGreaterThan(0);
  });

  test('a filter finds what is shown, in lists and exports', async () => {
    expect(await found('body:shown method:POST')).toEqual(['brotli', 'gzip', 'form', 'json'].map(seqOf));
    expect(await found('header:authorization=redacted')).toEqual([seqOf('authorization and cookie')]);
    const exported = await (await get('/export?format=ndjson&filter=body:shown')).text();
    expect(
      exported
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).seq),
    ).toHaveLength(4);
  });

  test('digests and sizes are those of the body as shown', async () => {
    const shown = await capture('json');
    const body = Buffer.from(shown.body.text!);
    expect(shown.body.sha256).toBe(createHash('sha256').update(body).digest('hex'));
    expect([shown.body.size, shown.body.stored]).toEqual([body.length, body.length]);
    expect(shown.headers.find(([name]) => name.toLowerCase() === 'content-length')?.[1]).toBe(
      `${body.length}`,
    );
    const response = await get('/captures/1/body');
    expect(response.headers.get('etag')).toBe(`"${shown.body.sha256}"`);
    const trueSize = Buffer.byteLength(secretRequests.json!.body as string);
    expect(await found(`size:${trueSize}`)).not.toContain(1);
  });
});

test('lists of a redacted link are pages that meet', async () => {
  const seqs: number[] = [];
  for (let before: number | null = 1000; before !== null; ) {
    const page = (await (await get(`/captures?limit=4&before=${before}`)).json()) as CapturePage;
    seqs.push(...page.captures.map(({ seq }) => seq));
    before = page.next;
  }
  expect(seqs).toEqual([...names.keys()].map((index) => names.length - index));
});

test('a redacted editor is answered masked, and others are told what was written', async () => {
  const { key: editor } = await newLink(bin, { role: 'editor', redaction: secretRules });
  const watcher = await joined(server().origin, { key: bin.key });
  const body = JSON.stringify({ note: `my ${secret}` });
  const response = await bin.api('/captures/1', { key: editor, method: 'PATCH', body });
  expect(((await response.json()) as CaptureJson).note).toBe('my [redacted]');
  await eventually(() => watcher.changes.length > 0, 'the change');
  expect(watcher.changes[0]).toMatchObject({ seq: 1, note: `my ${secret}` });
});

test('the owner can look beforehand at what a link would show', async () => {
  const preview = await bin.api('/captures/1/redacted', {
    method: 'POST',
    body: JSON.stringify(secretRules),
  });
  const text = await preview.text();
  expect(secretIn(text)).toBe(false);
  expect(JSON.parse(text)).toMatchObject({ seq: 1, masked: { withheld: null } });
  // Exactly what the viewer gets.
  expect(JSON.parse(text)).toEqual(await capture('json'));
  const text2 = await bin.api(`/captures/${seqOf('text')}/redacted`, {
    method: 'POST',
    body: '{"unreadable":"show"}',
  });
  expect(((await text2.json()) as CaptureJson).body.text).toBe(secretRequests.text!.body);
  await expectProblem(await bin.api('/captures/99/redacted', { method: 'POST' }), 404, 'capture-not-found');
});

describe('live', () => {
  test('a redacted link is sent what it shows, a link to one capture what happens to that, and neither more', async () => {
    const own = await newBin(server().origin);
    const redacted = await newLink(own, { role: 'viewer', redaction: secretRules });
    const masked = await joined(server().origin, { key: redacted.key });
    const owner = await joined(server().origin, { key: own.key });
    const frames: string[] = [];
    masked.socket.onAny((...message) => frames.push(JSON.stringify(message)));
    await sendSecrets(own.captureUrl);
    const one = await newLink(own, { role: 'viewer', captureSeq: 1 });
    const single = await joined(server().origin, { key: one.key });
    const seen: unknown[][] = [];
    single.socket.onAny((...message) => seen.push(message));
    expect(single.joined[0]).toMatchObject({ head: 1 });
    await own.api('/captures/1', { method: 'PATCH', body: JSON.stringify({ note: secret }) });
    await own.api('/captures/2', { method: 'PATCH', body: JSON.stringify({ pinned: true }) });
    await fetch(own.captureUrl);
    const last = names.length + 1;
    await eventually(() => masked.captures.some(({ seq }) => seq === last), 'the last capture');
    // It may have been read before the capture was told.
    const told = () => [...masked.captures, ...masked.changes];
    await eventually(() => told().some(({ note }) => note === '[redacted]'), 'the masked note');
    await eventually(() => single.changes.some(({ note }) => note === secret), 'the note of the one capture');
    await own.api('/captures/2', { method: 'DELETE' });
    await own.api('/captures/1', { method: 'DELETE' });
    await eventually(() => single.removed.length > 0, 'it is gone');
    await eventually(() => masked.removed.length === 2 && owner.removed.length === 2, 'both are told');

    expect(frames.filter(secretIn)).toEqual([]);
    expect(new Set(masked.captures.map(({ seq }) => seq))).toEqual(
      new Set(Array.from({ length: last }, (_, i) => i + 1)),
    );
    expect(seen.map(([name]) => name).filter((name) => name === 'captures' || name === 'present')).toEqual(
      [],
    );
    expect(single.changes.every(({ seq }) => seq === 1)).toBe(true);
    expect(single.removed).toEqual([[1]]);
    // Everybody who looks is counted for those who may know.
    expect(owner.present.at(-1)).toBe(3);
    expect(masked.present.at(-1)).toBe(3);

    const links = (await (await own.api('/links')).json()) as { links: { id: number; open: number }[] };
    expect(links.links.map(({ open }) => open)).toEqual([1, 1, 1]);
  });

  test.for([
    ['revoked', 'link-revoked'],
    ['rotated', 'key-rotated'],
    ['expired', 'link-expired'],
  ] as const)('a link that is %s is let go with %s, and sent nothing more', async ([how, why]) => {
    const own = await newBin(server().origin);
    const lifetime = 3000 * (await slowness());
    const expiresAt = how === 'expired' ? new Date(Date.now() + lifetime).toISOString() : null;
    const role = how === 'rotated' ? 'owner' : 'viewer';
    const redaction = how === 'rotated' ? null : secretRules;
    const link = await newLink(own, { role, redaction, expiresAt });
    const watcher = await joined(server().origin, { key: link.key });
    if (how === 'revoked') await own.api(`/links/${link.id}`, { method: 'DELETE' });
    if (how === 'rotated') await own.api('/rotate', { method: 'POST', key: link.key });
    await eventually(() => watcher.disconnects.length > 0, 'let go', lifetime + 20_000);
    await fetch(own.captureUrl);
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(watcher.closed).toEqual([why]);
    expect(watcher.captures).toEqual([]);
  });
});
