import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, onTestFinished, test } from 'vitest';
import type { CaptureJson } from '#lib/model/capture-json.ts';
import { type Machine, newMachine } from '../support/command.ts';
import { freePort, newBin, sharedServer, type TestBin } from '../support/server.ts';
import { ask } from '../support/wire.ts';

const server = sharedServer({ environment: { HOST: '127.0.0.1' } });

/** A machine whose environment names a new bin. */
async function withBin(more: Record<string, string> = {}): Promise<{ machine: Machine; bin: TestBin }> {
  const bin = await newBin(server().origin);
  const known = { WIREBIN_URL: server().origin, WIREBIN_BIN: bin.slug, WIREBIN_KEY: bin.key };
  return { bin, machine: newMachine({ ...known, ...more }) };
}

const post = (bin: TestBin, below: string, body: BodyInit = 'x', headers: HeadersInit = {}) =>
  fetch(`${bin.captureUrl}${below}`, { method: 'POST', body, headers });

test('a bin is created, used, listed and deleted, and its key is shown only when asked for', async () => {
  const machine = newMachine({ WIREBIN_URL: server().origin });
  const created = await machine.run(['bins', 'new', '--name', 'Orders']);
  expect([created.code, created.out]).toEqual([0, expect.stringMatching(/^http:\S+\/b\/\w+\n$/)]);
  const file = path.join(machine.folder, '.config/wirebin/profile.json');
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const profile = JSON.parse(readFileSync(file, 'utf8')) as { bins: { key: string; slug: string }[] };
  const { key, slug } = profile.bins[0]!;
  const listed = await machine.run(['bins']);
  expect(listed.out).toBe(`* ${slug}  ${created.out.trim()}  Orders\n`);
  const asJson = await machine.run(['bins', '--json']);
  expect(JSON.parse(asJson.out)).toMatchObject([{ slug, name: 'Orders', isCurrent: true }]);
  for (const { out, err } of [created, listed, asJson]) expect(out + err).not.toContain(key);
  expect((await machine.run(['bins', 'new', '--slug', `${slug}x`, '--show-key'])).out).toMatch(/\/i\/\w+/);
  expect((await machine.run(['bins', 'use', slug])).code).toBe(0);
  expect(await machine.run(['bins', 'delete'])).toMatchObject({
    code: 2,
    err: expect.stringContaining('--yes'),
  });
  expect((await machine.run(['bins', 'delete', '--yes'])).code).toBe(0);
  expect(JSON.parse((await machine.run(['bins', '--json'])).out)).toMatchObject([{ slug: `${slug}x` }]);
  const added = await machine.run(['bins', 'add', `${slug}x`], { input: 'not the key\n' });
  expect([added.code, added.err]).toEqual([4, expect.stringContaining('key')]);
});

/** A profile of a machine, as it is written. */
type Profile = { bins: { slug: string; url: string; key: string }[]; current: string | null };
const profileFileOf = ({ folder }: Machine) => path.join(folder, '.config/wirebin/profile.json');
const profileOf = (machine: Machine) => JSON.parse(readFileSync(profileFileOf(machine), 'utf8')) as Profile;

function withProfile(profile: object): Machine {
  const machine = newMachine();
  mkdirSync(path.dirname(profileFileOf(machine)), { recursive: true });
  writeFileSync(profileFileOf(machine), JSON.stringify(profile));
  return machine;
}

/** Another server, in place of Wirebin. Resolves with its URL. */
async function startOther(listener: RequestListener): Promise<string> {
  const other = createServer(listener).listen(0, '127.0.0.1');
  await once(other, 'listening');
  onTestFinished(() => {
    other.closeAllConnections();
    other.close();
  });
  return `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
}

test('bins of two servers may have the same slug: one is used, forgotten or deleted, and the other one is kept', async () => {
  const { slug, key, captureUrl } = await newBin(server().origin);
  const other = {
    url: 'http://bins.example',
    slug,
    key: 'other',
    captureUrl: 'http://bins.example/b/x',
    name: 'Other',
  };
  const own = { url: server().origin, slug, key, captureUrl, name: 'Own' };
  const machine = withProfile({ bins: [own, other], current: slug });
  const current = async () =>
    (JSON.parse((await machine.run(['bins', '--json'])).out) as { url: string; isCurrent: boolean }[])
      .filter(({ isCurrent }) => isCurrent)
      .map(({ url }) => url);
  // The one that was added last.
  expect(await current()).toEqual([other.url]);
  expect((await machine.run(['bins', 'use', slug, '--url', own.url])).code).toBe(0);
  expect(await current()).toEqual([own.url]);
  expect((await machine.run(['bins', 'delete', '--yes'])).code).toBe(0);
  expect(profileOf(machine)).toEqual({ bins: [other], current: slug });
  expect(await machine.run(['bins', 'forget', slug, '--url', own.url])).toMatchObject({
    code: 1,
    err: expect.stringContaining(`no bin ${slug} on ${own.url}`),
  });
  expect((await machine.run(['bins', 'forget', slug])).code).toBe(0);
  expect(profileOf(machine)).toEqual({ bins: [], current: null });
});

test('a bin that is added while another one is being deleted stays in the profile', async () => {
  const url = await startOther(async (_, response) => {
    await machine.run(['bins', 'new', '--url', server().origin]);
    response.writeHead(204).end();
  });
  const old = { url, slug: 'old', key: 'key', captureUrl: `${url}/b/old`, name: null };
  const machine = withProfile({ bins: [old], current: 'old' });
  expect((await machine.run(['bins', 'delete', '--yes'])).code).toBe(0);
  const { bins, current } = profileOf(machine);
  expect(bins).toMatchObject([{ url: server().origin, slug: current }]);
});

test('names, and what a server says, cannot write to the terminal', async () => {
  const title = 'Gone\x1b[2J\u202e.';
  const url = await startOther((_, response) =>
    response
      .writeHead(410, { 'Content-Type': 'application/problem+json' })
      .end(JSON.stringify({ code: 'bin-deleted', status: 410, title, hint: 'Look\x07 elsewhere.' })),
  );
  const bin = { url, slug: 'x', key: 'key', captureUrl: `${url}/b/x`, name: 'Orders\x1b]0;x\x07' };
  const machine = withProfile({ bins: [bin], current: 'x' });
  expect((await machine.run(['bins'])).out).toBe(`* x  ${url}/b/x  Orders\\x1b]0;x\\x07\n`);
  expect(await machine.run(['show', '1'])).toEqual({
    code: 1,
    out: '',
    err: 'Gone\\x1b[2J\\u202e.\nLook\\x07 elsewhere.\n',
  });
});

test('a request is shown for reading, as JSON, and byte for byte', async () => {
  const { machine, bin } = await withBin();
  const raw = `POST /b/${bin.slug}/a?b=1 HTTP/1.1\r\nHost: x.example\r\nX-A: 1\r\nx-a: \xff\x9b31m\r\nContent-Length: 5\r\n\r\n\x00\xff\r\n!`;
  await ask(server().port, raw);
  expect((await machine.run(['show', 'latest', '--raw'])).out).toBe(raw);
  expect((await machine.run(['show', '1', '--body'])).out).toBe('\x00\xff\r\n!');
  const { out } = await machine.run(['show', '#1']);
  expect(out).toContain('POST');
  expect(out).toContain('00 ff 0d 0a 21');
  // A sender cannot write to the terminal.
  expect(out).toContain('\\x9b31m');
  expect(out).not.toContain('\x9b');
  const json = JSON.parse((await machine.run(['show', '1', '--json'])).out) as CaptureJson;
  expect(json).toMatchObject({ seq: 1, path: '/a?b=1' });
  const missing = await machine.run(['show', '99']);
  expect([missing.code, missing.out]).toEqual([1, '']);
});

test('colours are used where they are wanted, and not with NO_COLOR', async () => {
  const { machine, bin } = await withBin({ FORCE_COLOR: '1' });
  await post(bin, '/a');
  expect((await machine.run(['show', '1'])).out).toContain('\x1b[');
  const plain = newMachine({ FORCE_COLOR: '1', NO_COLOR: '1' });
  expect((await plain.run(['show', '1'])).err).not.toContain('\x1b[');
});

test('differences, copies and signatures are told, also by the exit code', async () => {
  const { machine, bin } = await withBin();
  await post(bin, '/a', '{"a":1}', { 'Content-Type': 'application/json' });
  await post(bin, '/a', '{"a":2}', { 'Content-Type': 'application/json' });
  expect(await machine.run(['diff', '1', '2'])).toMatchObject({
    code: 1,
    out: expect.stringContaining('body $.a\n- 1\n+ 2'),
  });
  expect((await machine.run(['diff', '1', '1'])).code).toBe(0);
  expect((await machine.run(['curl', '2', '--to', 'http://localhost:3000'])).out).toMatch(
    /^curl .*localhost:3000\/a/,
  );
  expect((await machine.run(['as', 'python-requests', 'latest'])).out).toContain('import requests');
  expect((await machine.run(['as', 'telex', '1'])).code).toBe(1);
  expect(await machine.run(['verify', '1', '--secret', 'x'])).toMatchObject({
    code: 1,
    err: expect.stringContaining('--provider'),
  });
});

test('bodies are compared without their content encodings', async () => {
  const { machine, bin } = await withBin();
  const headers = { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' };
  for (const value of [1, 2])
    await post(bin, '/a', gzipSync(`{"a":${value},"b":"${'b'.repeat(500)}"}`), headers);
  await post(bin, '/a', gzipSync('{"a":1}').subarray(0, 5), headers);
  const { code, out } = await machine.run(['diff', '1', '2']);
  expect([code, out]).toEqual([1, 'body $.a\n- 1\n+ 2\n']);
  // What cannot be decoded is compared as it was received.
  expect((await machine.run(['diff', '1', '3'])).out).toContain('body: differs from byte');
});

test('a signature that is not valid is explained: a wrong secret first, and a timestamp in the future', async () => {
  const { machine, bin } = await withBin();
  const body = JSON.stringify({ id: 'evt_1', object: 'event', type: 'invoice.paid' }, null, 2);
  const signed = async (secondsFromNow: number) => {
    const time = Math.floor(Date.now() / 1000) + secondsFromNow;
    const signature = createHmac('sha256', 'whsec_a').update(`${time}.${body}`).digest('hex');
    await post(bin, '/hook', body, { 'Stripe-Signature': `t=${time},v1=${signature}` });
    return machine.run(['verify', 'latest', '--provider', 'stripe', '--secret', 'whsec_a']);
  };
  expect(await signed(0)).toMatchObject({ code: 0 });
  expect(await signed(900)).toMatchObject({
    code: 1,
    out: expect.stringMatching(/its timestamp was [89]\d\d s in the future when .* Stripe allows 300 s\.\n$/),
  });
  expect(await signed(-900)).toMatchObject({ code: 1, out: expect.stringMatching(/was 9\d\d s old when/) });
  const wrong = await machine.run(['verify', '1', '--provider', 'stripe', '--secret', 'whsec_b']);
  expect([wrong.code, wrong.out.split('\n').slice(0, 2)]).toEqual([
    1,
    ['The signature is not valid.', 'The secret may be wrong, or the request was changed in transit.'],
  ]);
});

test.each([
  ['github', 'push', 's3cret'],
  ['stripe', 'invoice.paid', 'whsec_secret'],
  ['twilio', 'message', 'token'],
])('a sample of %s (%s) is sent, and its signature is verified', async (provider, event, secret) => {
  const { machine } = await withBin({ WIREBIN_SECRET: secret });
  const list = JSON.parse((await machine.run(['send', provider, '--json'])).out) as {
    events: { id: string }[];
  }[];
  const id = list[0]!.events.find((one) => one.id === event)?.id ?? list[0]!.events[0]!.id;
  const sent = await machine.run(['send', provider, id]);
  expect([sent.code, sent.out]).toEqual([0, expect.stringMatching(/^200 in \d+ ms\n$/)]);
  expect(await machine.run(['verify', 'latest'])).toMatchObject({ code: 0 });
  expect(await machine.run(['verify', 'latest', '--secret', 'other'])).toMatchObject({ code: 1 });
});

test('the response is set, and a request is sent again by the server and from here', async () => {
  const { machine, bin } = await withBin();
  const words = ['reply', '503', '--body', 'no', '--header', 'Retry-After: 9'];
  expect((await machine.run(words)).code).toBe(0);
  const sent = await post(bin, '/a');
  expect([sent.status, sent.headers.get('retry-after'), await sent.text()]).toEqual([503, '9', 'no']);
  expect((await machine.run(['replay', '1'])).out).toMatch(/^503 in/);
  expect((await machine.run(['replay', '1', '--here'])).out).toMatch(/^503 in/);
  expect(
    (await machine.run(['replay', '1', '--here', '--to', `http://127.0.0.1:${await freePort()}`])).code,
  ).toBe(1);
  expect((await machine.run(['reply', '--reset'])).code).toBe(0);
  expect((await post(bin, '/a')).status).toBe(200);
  const page = (await (await bin.api('/captures')).json()) as { total: number };
  expect(page.total).toBe(4);
});

test('requests are exported, and imported from a file or a pipe', async () => {
  const { machine, bin } = await withBin();
  await post(bin, '/a', Uint8Array.of(255, 0));
  await post(bin, '/b');
  const file = path.join(machine.folder, 'all.har');
  const { out } = await machine.run(['export', '--filter', 'path:/a']);
  expect(out.trim().split('\n')).toHaveLength(1);
  expect((await machine.run(['export', '--format', 'har', '-o', file])).code).toBe(0);
  expect((await machine.run(['import', file])).err).toContain('Imported 2 requests.');
  expect((await machine.run(['import', '-'], { input: out })).err).toContain('Imported 1 request.');
  expect((await machine.run(['show', 'latest', '--body'])).out).toBe('\xff\x00');
  expect((await machine.run(['import', 'nothing.har'])).code).toBe(2);
});

test('a link is made with the permission that was asked for', async () => {
  const { machine, bin } = await withBin();
  await post(bin, '/a');
  const { out } = await machine.run(['share', '--seq', '1', '--expires', '1h', '--redact']);
  const key = /\/i\/(\w+)/.exec(out)![1]!;
  expect((await bin.api('/captures/1', { key })).status).toBe(200);
  expect((await bin.api('/deliveries', { key })).status).toBe(403);
  expect((await machine.run(['share', '--role', 'king'])).code).toBe(2);
});

test('tail prints requests as they are received, as lines or JSON', async () => {
  const { machine, bin } = await withBin();
  await post(bin, '/first');
  expect((await machine.run(['tail', '--since', '1', '-n', '1'])).out).toMatch(/^#1 {2}POST {2}\/first/);
  const running = machine.start(['tail', '--json', '--filter', 'path:/third', '--since', '1']);
  await post(bin, '/second');
  await post(bin, '/third');
  await expect.poll(() => running.out(), { timeout: 60_000, interval: 25 }).toContain('\n');
  expect(JSON.parse(running.out())).toMatchObject({ seq: 3, path: '/third' });
  expect((await running.interrupt()).code).toBe(130);
});

test('expect ends with 0 once the requests were received, else with 1 and the near misses', async () => {
  const { machine, bin } = await withBin();
  const waiting = machine.run(['expect', 'path:/orders', '--count', '2', '--within', '60s', '--json']);
  for (const below of ['/orders', '/other', '/orders']) await post(bin, below);
  const { code, out } = await waiting;
  expect([code, (JSON.parse(out) as { captures: CaptureJson[] }).captures.map(({ seq }) => seq)]).toEqual([
    0,
    [1, 3],
  ]);
  const failed = await machine.run([
    'expect',
    'path:/orders method:PUT',
    '-w',
    '100ms',
    '--junit',
    path.join(machine.folder, 'out.xml'),
  ]);
  expect(failed).toMatchObject({ code: 1, out: '' });
  expect(failed.err).toMatch(
    /^Received 0 of 1 expected request within 0\.1 s\.\n#3 POST \/orders does not match method:PUT\n/,
  );
  const report = readFileSync(path.join(machine.folder, 'out.xml'), 'utf8');
  expect(report).toContain('failures="1"');
  expect(report).toContain('#3 POST /orders does not match method:PUT');
  expect((await machine.run(['expect', 'metod:PUT'])).code).toBe(2);
  expect((await machine.run(['expect', '--within', 'soon'])).code).toBe(2);
});

test('wrong calls end with 2, a missing server with 3, a missing or wrong key with 4', async () => {
  const { machine } = await withBin();
  for (const words of [['shwo', '1'], ['show'], ['show', '0'], ['show', '1', '--rwa'], ['reply', '999']])
    expect(await machine.run(words)).toMatchObject({ code: 2, out: '', err: expect.stringMatching(/./) });
  const gone = `http://127.0.0.1:${await freePort()}`;
  expect((await machine.run(['tail', '--url', gone])).code).toBe(3);
  expect((await machine.run(['ready', '--url', gone])).code).toBe(3);
  expect((await machine.run(['ready', '--url', server().origin, '--wait', '30s'])).code).toBe(0);
  const nobody = newMachine({ WIREBIN_URL: server().origin, WIREBIN_BIN: 'x' });
  expect((await nobody.run(['show', '1'])).code).toBe(4);
  const wrong = newMachine({ WIREBIN_URL: server().origin, WIREBIN_BIN: 'x', WIREBIN_KEY: 'wrong' });
  expect((await wrong.run(['show', '1'])).code).toBe(4);
  expect((await newMachine().run(['show', '1'])).code).toBe(2);
  const damaged = newMachine();
  mkdirSync(path.dirname(profileFileOf(damaged)), { recursive: true });
  writeFileSync(profileFileOf(damaged), '{');
  expect(await damaged.run(['bins'])).toMatchObject({ code: 2, err: expect.stringContaining('profile') });
});

test('ready asks whether the server takes requests, and waits until it does', async () => {
  const states = ['draining', 'store-unavailable', 'ready'];
  const url = await startOther((request, response) => {
    const status = request.url === '/readyz' ? states.shift() : undefined;
    response.writeHead(status === 'ready' ? 200 : 503).end(JSON.stringify({ status }));
  });
  expect(await newMachine().run(['ready', '--url', url])).toMatchObject({
    code: 3,
    err: expect.stringContaining('is not ready. It accepts no new requests'),
  });
  expect(await newMachine().run(['ready', '--url', url, '--wait', '60s'])).toMatchObject({
    code: 0,
    err: `${url} is ready.\n`,
  });
  const page = await startOther((_, response) => response.end('<h1>Welcome</h1>'));
  expect(await newMachine().run(['ready', '--url', page])).toMatchObject({
    code: 3,
    err: expect.stringContaining('is not one of Wirebin'),
  });
});

test('the process has the exit code, the output and the input of the call', async () => {
  const { machine, bin } = await withBin();
  await post(bin, '/a');
  const [shown, wrong, gone, denied, piped] = await Promise.all([
    machine.start(['show', '1', '--body']).ended,
    machine.start(['shwo']).ended,
    machine.start(['show', '1'], { WIREBIN_URL: `http://127.0.0.1:${await freePort()}` }).ended,
    machine.start(['show', '1'], { WIREBIN_KEY: 'wrong' }).ended,
    machine.shell('wirebin export | wirebin import - && wirebin show 99').ended,
  ]);
  expect(shown).toEqual({ code: 0, out: 'x', err: '' });
  expect(wrong).toMatchObject({ code: 2, out: '', err: expect.stringContaining('unknown command') });
  expect(gone).toMatchObject({ code: 3, out: '', err: expect.stringContaining('could not be reached') });
  expect(denied).toMatchObject({ code: 4, out: '' });
  expect(piped).toMatchObject({ code: 1, out: '', err: expect.stringContaining('Imported 1 request.') });
});
