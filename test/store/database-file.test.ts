import { copyFile, link, mkdir, rename, rm, symlink, truncate, unlink } from 'node:fs/promises';
import path from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { openStore } from '#lib/store/open.ts';
import { received } from '../support/received.ts';
import { newBin, type RunningServer, root, startServer, temporaryFolder } from '../support/server.ts';
import { until } from '../support/until.ts';

const names = ['wirebin.db', 'wirebin.db-wal', 'wirebin.db-shm'] as const;

/** A server whose database lies in a folder of its own, so that this too can be moved. */
async function startWatched() {
  const folder = await temporaryFolder();
  const data = path.join(folder, 'data');
  const aside = path.join(folder, 'aside');
  await mkdir(aside);
  const file = path.join(data, 'wirebin.db');
  const server = await startServer({ folder, environment: { DATABASE_URL: `file:${file}` } });
  const bin = await newBin(server.origin);
  const post = async (name = '') =>
    (await fetch(`${bin.captureUrl}/${name}`, { method: 'POST', body: name })).status;
  return { server, data, aside, file, bin, post };
}

async function readiness({ origin }: RunningServer) {
  const response = await fetch(`${origin}/readyz`);
  return { code: response.status, ...((await response.json()) as { status: string; detail?: string }) };
}

function logged(server: RunningServer) {
  const lines = server.log().split('\n').filter(Boolean);
  return lines.map((line) => JSON.parse(line) as { level: number; msg: string; err?: { stack: string } });
}

/** The last part of the target of each capture in a file, in their order. */
function targetsIn(file: string): string[] {
  const database = new Database(file);
  const rows = database.prepare('SELECT target FROM "Capture" ORDER BY seq').all() as { target: string }[];
  expect(database.pragma('integrity_check', { simple: true })).toBe('ok');
  database.close();
  return rows.map(({ target }) => target.split('/').at(-1)!);
}

/** `kept` are other names of the same files, by which they can be put back. */
type Place = { data: string; file: string; kept: (name: string) => string };
type Accident = {
  /** What senders are told, and the file that the log names. */
  words: RegExp;
  name: (typeof names)[number];
  happen: (at: Place) => Promise<void>;
  undo: (at: Place) => Promise<void>;
};

const accidents: Record<string, Accident> = {
  'the database file is deleted': {
    words: /deleted or moved/,
    name: 'wirebin.db',
    happen: ({ file }) => unlink(file),
    undo: ({ file, kept }) => link(kept('wirebin.db'), file),
  },
  'the database file is replaced by another': {
    words: /replaced.*Restart the server/,
    name: 'wirebin.db',
    async happen({ file, kept }) {
      await copyFile(kept('wirebin.db'), `${file}.new`);
      await rename(`${file}.new`, file);
    },
    async undo({ file, kept }) {
      await unlink(file);
      await link(kept('wirebin.db'), file);
    },
  },
  'its write-ahead log is deleted': {
    words: /deleted or moved/,
    name: 'wirebin.db-wal',
    happen: ({ file }) => unlink(`${file}-wal`),
    undo: ({ file, kept }) => link(kept('wirebin.db-wal'), `${file}-wal`),
  },
  'its write-ahead log is replaced': {
    words: /replaced/,
    name: 'wirebin.db-wal',
    async happen({ file, kept }) {
      await unlink(`${file}-wal`);
      await copyFile(kept('wirebin.db-wal'), `${file}-wal`);
    },
    async undo({ file, kept }) {
      await unlink(`${file}-wal`);
      await link(kept('wirebin.db-wal'), `${file}-wal`);
    },
  },
  'the index of the log is deleted': {
    words: /deleted or moved/,
    name: 'wirebin.db-shm',
    happen: ({ file }) => unlink(`${file}-shm`),
    undo: ({ file, kept }) => link(kept('wirebin.db-shm'), `${file}-shm`),
  },
  'its folder is moved': {
    words: /deleted or moved/,
    name: 'wirebin.db',
    happen: ({ data }) => rename(data, `${data}-moved`),
    undo: ({ data }) => rename(`${data}-moved`, data),
  },
  'its folder is replaced by a copy': {
    words: /replaced/,
    name: 'wirebin.db',
    async happen({ data, kept }) {
      await rename(data, `${data}-moved`);
      await mkdir(data);
      for (const name of names) await copyFile(kept(name), path.join(data, name));
    },
    async undo({ data }) {
      await rm(data, { recursive: true });
      await rename(`${data}-moved`, data);
    },
  },
};

/** Those a whole server is put through; the store on its own is put through all. */
const ofAServer = ['the database file is deleted', 'the index of the log is deleted', 'its folder is moved'];

test('while the file is not where it was nothing is acknowledged, and all of it goes on once it is back', async () => {
  const { server, data, aside, file, bin, post } = await startWatched();
  const kept = (name: string) => path.join(aside, name);
  for (const name of names) await link(path.join(data, name), kept(name));
  expect(await post('first')).toBe(200);

  for (const what of ofAServer) {
    const { words, name, happen, undo } = accidents[what]!;
    const before = logged(server).length;
    await happen({ data, file, kept });
    // No commit goes to the index: its loss is noticed by the look of every second, while nobody asks.
    if (name.endsWith('-shm')) await until(async () => logged(server).length > before);
    const refused = await fetch(`${bin.captureUrl}/lost`);
    expect([what, refused.status, refused.headers.get('retry-after')]).toEqual([what, 503, '30']);
    const { code, detail } = (await refused.json()) as { code: string; detail: string };
    expect([code, detail]).toEqual(['store-unavailable', expect.stringMatching(words)]);
    expect(await readiness(server)).toEqual({ code: 503, status: code, detail });
    if (what === 'its folder is moved') await expectTheApiToRefuse(detail);
    const line = await until(async () => logged(server)[before]);
    expect([line.level, line.msg]).toEqual([50, `The database is unavailable. ${detail}`]);
    expect(line.err!.stack).toContain(path.join(data, name));

    await undo({ data, file, kept });
    expect([what, await post('back')]).toEqual([what, 200]);
    expect((await readiness(server)).code).toBe(200);
    const over = await until(async () => logged(server)[before + 1]);
    expect([what, over.msg]).toEqual([what, 'The database is available again.']);
  }

  const statuses = await sendWhile(bin.captureUrl, () => unlink(file));
  expect(statuses.before).toContain(200);
  expect(new Set(statuses.after)).toEqual(new Set([503]));

  async function expectTheApiToRefuse(detail: string) {
    const asked: [string, () => Promise<Response>][] = [
      ['make a bin', () => fetch(`${server.origin}/api/v1/bins`, { method: 'POST' })],
      ['change it', () => bin.api('', { method: 'PATCH', body: '{"name":"new"}' })],
      ['set replies', () => bin.api('/reply', { method: 'PUT', body: '{"default":{"status":201}}' })],
      ['make a link', () => bin.api('/links', { method: 'POST', body: '{"role":"viewer"}' })],
      ['pin', () => bin.api('/captures/1', { method: 'PATCH', body: '{"pinned":true}' })],
      ['delete', () => bin.api('/captures/1', { method: 'DELETE' })],
      ['list', () => bin.api('/captures')],
      ['search', () => bin.api('/captures?filter=method:POST')],
      ['read', () => bin.api('/captures/1')],
      ['read a body', () => bin.api('/captures/1/body')],
      ['export', () => bin.api('/export?format=ndjson')],
    ];
    for (const [what, ask] of asked) {
      const response = await ask();
      const problem = (await response.json()) as { code: string; detail: string };
      expect([what, response.status, problem.code, problem.detail]).toEqual([
        what,
        503,
        'store-unavailable',
        detail,
      ]);
    }
  }
});

/** Sends short and long bodies from many at once, lets something happen meanwhile, and says what was answered before and after. */
async function sendWhile(url: string, happen: () => Promise<void>) {
  const long = new Uint8Array(400_000);
  const [before, after]: [number[], number[]] = [[], []];
  let hasHappened = false;
  const sender = async (body: string | Uint8Array<ArrayBuffer>) => {
    while (after.length < 100) {
      const statuses = hasHappened ? after : before;
      const response = await fetch(url, { method: 'POST', body });
      await response.arrayBuffer();
      statuses.push(response.status);
    }
  };
  const senders = Array.from({ length: 16 }, (_, number) => sender(number % 4 === 0 ? long : 'short'));
  await until(async () => before.length > 60);
  await happen();
  hasHappened = true;
  await Promise.all(senders);
  return { before, after };
}

test('a backup put in its place is what the next start finds, and the old file has all that was acknowledged', async () => {
  const { server, file, post } = await startWatched();
  for (const name of ['one', 'two']) expect(await post(name)).toBe(200);
  const database = new Database(file);
  await database.backup(`${file}.backup`);
  database.close();
  for (const name of ['three', 'four']) expect(await post(name)).toBe(200);
  await rename(file, `${file}.old`);
  await rename(`${file}.backup`, file);
  await until(async () => logged(server).length > 0);
  // A log left beside the backup would be played into it.
  server.process.kill('SIGKILL');
  await server.stop();
  expect(targetsIn(file)).toEqual(['one', 'two']);
  expect(targetsIn(`${file}.old`)).toEqual(['one', 'two', 'three', 'four']);
});

describe('an open store', () => {
  async function openAt(file: string) {
    const store = await openStore(`file:${file}`, root);
    const bin = await store.addBin({ slug: 'x7k2', ownerKeyHash: new Uint8Array(32), now: 1 });
    const add = (target: string) =>
      store.addCapture(bin.id, received({ target })).catch((error) => error.detail);
    return { store, add };
  }

  test('takes nothing while its files are not those it opened, and goes on once they are back', async () => {
    const folder = await temporaryFolder();
    const [data, aside] = [path.join(folder, 'data'), path.join(folder, 'aside')];
    const [file, kept] = [path.join(data, 'wirebin.db'), (name: string) => path.join(aside, name)];
    await mkdir(aside);
    const { store, add } = await openAt(file);
    for (const name of names) await link(path.join(data, name), kept(name));
    expect(await add('/first')).toBe(1);
    for (const [what, { words, happen, undo }] of Object.entries(accidents)) {
      await happen({ data, file, kept });
      // As the server does every second.
      await expect(store.checkReachable(), what).rejects.toMatchObject({
        detail: expect.stringMatching(words),
      });
      expect(await add('/lost'), what).toMatch(words);
      await undo({ data, file, kept });
      expect(await add('/back'), what).toEqual(expect.any(Number));
    }
    await store.close();
    expect(targetsIn(file)).toEqual(['first', ...Object.keys(accidents).map(() => 'back')]);
  });

  test('whose path is a link that comes to lead elsewhere takes it for a file replaced', async () => {
    const folder = await temporaryFolder();
    const [file, one, two] = ['link', 'one.db', 'two.db'].map((name) => path.join(folder, name)) as [
      string,
      string,
      string,
    ];
    await symlink(one, file);
    const { store, add } = await openAt(file);
    expect(await add('/a')).toBe(1);
    await copyFile(one, two);
    await symlink(two, `${file}.new`);
    await rename(`${file}.new`, file);
    expect(await add('/b')).toMatch(/replaced/);
    await symlink(one, `${file}.new`);
    await rename(`${file}.new`, file);
    expect(await add('/c')).toEqual(expect.any(Number));
    await store.close();
  });

  test('whose file is emptied is damaged from then on, whatever is written into it', async () => {
    const file = path.join(await temporaryFolder(), 'wirebin.db');
    const { store, add } = await openAt(file);
    expect(await add('/a')).toBe(1);
    await truncate(file);
    const bin = { slug: 'other', ownerKeyHash: new Uint8Array(32).fill(1), now: 1 };
    const damaged = { code: 'store-unavailable', detail: expect.stringMatching(/damaged/) };
    await expect(store.addBin(bin)).rejects.toMatchObject(damaged);
    await truncate(file, 8192);
    expect(await add('/c')).toMatch(/damaged/);
    await expect(store.checkWritable()).rejects.toMatchObject(damaged);
    await store.close();
  });

  test('whose log is deleted keeps what it acknowledged: it is moved into the file', async () => {
    const file = path.join(await temporaryFolder(), 'wirebin.db');
    const { store, add } = await openAt(file);
    for (const target of ['/a', '/b']) await add(target);
    await unlink(`${file}-wal`);
    const deleted = { code: 'store-unavailable', detail: expect.stringMatching(/deleted/) };
    await expect(store.changeBin(1, { name: 'new' })).rejects.toMatchObject(deleted);
    // Opened by another name, as after a crash: nothing of the log is left.
    await copyFile(file, `${file}.copy`);
    expect(targetsIn(`${file}.copy`)).toEqual(['a', 'b']);
    await store.close();
  });

  test('that is closed leaves alone the files that took the place of its own', async () => {
    const folder = await temporaryFolder();
    const [file, aside] = [path.join(folder, 'wirebin.db'), path.join(folder, 'aside')];
    const { store, add } = await openAt(file);
    await add('/mine');
    await mkdir(aside);
    for (const name of names) await rename(path.join(folder, name), path.join(aside, name));
    const other = new Database(file);
    other.exec('PRAGMA journal_mode = WAL; CREATE TABLE t (a); INSERT INTO t VALUES (1)');
    await expect(store.checkReachable()).rejects.toThrow(/replaced/);
    await store.close();
    // What the other has written is in its log alone: who opens the file now finds that by its name.
    const reader = new Database(file, { readonly: true });
    expect(reader.prepare('SELECT a FROM t').all()).toEqual([{ a: 1 }]);
    reader.close();
    other.close();
    expect(targetsIn(path.join(aside, 'wirebin.db'))).toEqual(['mine']);
  });
});
