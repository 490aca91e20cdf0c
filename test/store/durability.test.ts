import { execFile } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { readFile, truncate, writeFile } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import path from 'node:path';
import { promisify } from 'node:util';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { openSqlite } from '#lib/store/sqlite/open.ts';
import { root } from '../support/root.ts';
import { newBin, type RunningServer, startServer, temporaryFolder } from '../support/server.ts';
import { slowness } from '../support/slowness.ts';
import { until } from '../support/until.ts';

// Servers and disks may be slow on a busy machine; what has to be quick is measured.
const fileOf = (folder: string) => path.join(folder, 'wirebin.db');

/** Sends a body and resolves with the status and headers, or null when the connection broke. */
function send(
  agent: Agent,
  url: string,
  body: Buffer,
): Promise<{ status: number; retryAfter?: string; text: string } | null> {
  return new Promise((resolve) => {
    const sending = request(url, { method: 'POST', agent }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (piece) => {
        text += piece;
      });
      response.on('error', () => resolve(null));
      response.on('end', () =>
        resolve({ status: response.statusCode!, retryAfter: response.headers['retry-after'], text }),
      );
    });
    sending.on('error', () => resolve(null));
    sending.end(body);
  });
}

function connections(): Agent {
  return new Agent({ keepAlive: true, maxSockets: 16 });
}

test('the file is kept as decided: WAL, synchronous FULL, foreign keys, incremental vacuum', async () => {
  const { client, connection } = await openSqlite(`file:${fileOf(await temporaryFolder())}`, root);
  const pragma = async (name: string) => {
    const { rows } = await connection.queryRaw({ sql: `PRAGMA ${name}`, args: [], argTypes: [] });
    return String(rows[0]?.[0]);
  };
  expect({
    journal: await pragma('journal_mode'),
    synchronous: await pragma('synchronous'),
    foreignKeys: await pragma('foreign_keys'),
    autoVacuum: await pragma('auto_vacuum'),
  }).toEqual({ journal: 'wal', synchronous: '2', foreignKeys: '1', autoVacuum: '2' });
  await client.$disconnect();
});

test('kill -9 under load, three times: every acknowledged capture is there once, byte for byte', async () => {
  const folder = await temporaryFolder();
  const acknowledged = new Map<string, string>();
  let captureUrl = '';
  for (let round = 0; round < 3; round += 1) {
    const server = await startServer({ folder });
    const slug = captureUrl.split('/').at(-1) || (await newBin(server.origin)).slug;
    captureUrl = `${server.origin}/b/${slug}`;
    const agent = connections();
    let running = true;
    const sender = async (name: number) => {
      for (let count = 0; running; count += 1) {
        const id = `${round}-${name}-${count}`;
        const body = randomBytes(count % 50 === 0 ? 200_000 : count % 2000);
        const answer = await send(agent, `${captureUrl}/${id}`, body);
        if (answer?.status === 200) acknowledged.set(id, createHash('sha256').update(body).digest('hex'));
      }
    };
    const senders = Array.from({ length: 16 }, (_, name) => sender(name));
    const before = acknowledged.size;
    await until(async () => acknowledged.size >= before + 60 + 40 * round);
    server.process.kill('SIGKILL');
    running = false;
    await Promise.all(senders);
    agent.destroy();
    await server.stop();
  }
  expect(acknowledged.size).toBeGreaterThan(250);

  const database = new Database(fileOf(folder));
  expect(database.pragma('integrity_check', { simple: true })).toBe('ok');
  expect(database.pragma('foreign_key_check')).toEqual([]);
  const rows = database
    .prepare('SELECT seq, target, content AS body, sha256 FROM "Capture" ORDER BY seq')
    .all() as {
    seq: number;
    target: string;
    body: Buffer;
    sha256: Buffer;
  }[];
  const found = new Map<string, string[]>();
  for (const { target, body, sha256 } of rows) {
    const digest = createHash('sha256').update(body).digest('hex');
    expect(sha256.toString('hex')).toBe(digest);
    const id = target.split('/').at(-1)!;
    found.set(id, [...(found.get(id) ?? []), digest]);
  }
  for (const [id, digest] of acknowledged) expect([id, found.get(id)]).toEqual([id, [digest]]);
  expect(rows.map(({ seq }) => seq)).toEqual(rows.map((_, index) => index + 1));
  database.close();

  // And the next server goes on where the last one stopped.
  const server = await startServer({ folder });
  const slug = captureUrl.split('/').at(-1);
  expect((await fetch(`${server.origin}/b/${slug}`, { method: 'POST' })).status).toBe(200);
});

describe('while another process holds the database', () => {
  /** Sends while the lock is held, and lets go of it after `milliseconds`. */
  async function locked<T>(server: RunningServer, milliseconds: number, act: () => Promise<T>): Promise<T> {
    const database = new Database(fileOf(server.folder));
    database.exec('BEGIN IMMEDIATE');
    const acting = act();
    await Promise.race([acting, new Promise((resolve) => setTimeout(resolve, milliseconds))]);
    database.exec('ROLLBACK');
    database.close();
    return acting;
  }

  test('a capture waits a while for it, and is acknowledged once it is written', async () => {
    const server = await startServer();
    const bin = await newBin(server.origin);
    const agent = connections();
    const answer = await locked(server, 1000, () => send(agent, bin.captureUrl, Buffer.from('patient')));
    expect(answer?.status).toBe(200);
    agent.destroy();
  });

  test('so does one of many bytes, which are written while they arrive', async () => {
    const server = await startServer();
    const bin = await newBin(server.origin);
    const agent = connections();
    const body = randomBytes(3_000_000);
    const answer = await locked(server, 1000, () => send(agent, bin.captureUrl, body));
    expect(answer?.status).toBe(200);
    expect(Buffer.from(await (await bin.api('/captures/1/body')).arrayBuffer()).equals(body)).toBe(true);
    agent.destroy();
  });

  test('nothing is acknowledged that is not written: 503 to all who wait, soon, while others are answered', async () => {
    const server = await startServer();
    const bin = await newBin(server.origin);
    await fetch(`${server.origin}/healthz`);
    const agent = connections();
    const started = performance.now();
    let slowest = 0;
    const answers = await locked(server, 80_000, async () => {
      const sending = Array.from({ length: 10 }, (_, n) => send(agent, bin.captureUrl, Buffer.from(`${n}`)));
      let done = false;
      const looking = (async () => {
        while (!done) {
          const asked = performance.now();
          await fetch(`${server.origin}/healthz`).catch(() => null);
          slowest = Math.max(slowest, performance.now() - asked);
          await new Promise((resolve) => setTimeout(resolve, 50));
        }
      })();
      const all = await Promise.all(sending);
      done = true;
      await looking;
      return all;
    });
    expect(answers.map((answer) => answer?.status)).toEqual(new Array(10).fill(503));
    expect(answers[9]?.retryAfter).toBe('1');
    expect(JSON.parse(answers[9]!.text)).toMatchObject({ code: 'store-unavailable', status: 503 });
    const slower = await slowness();
    expect(performance.now() - started).toBeLessThan(10_000 * slower);
    expect(slowest).toBeLessThan(1500 * slower);
    expect(server.log()).toMatch(/"level":50/);

    expect((await send(agent, bin.captureUrl, Buffer.from('kept')))?.status).toBe(200);
    const { captures } = (await (await bin.api('/captures')).json()) as { captures: unknown[] };
    expect(captures).toHaveLength(1);
    agent.destroy();
  });

  test('readyz says that captures cannot be written now', async () => {
    const server = await startServer();
    await newBin(server.origin);
    expect((await fetch(`${server.origin}/readyz`)).status).toBe(200);
    const status = await locked(server, 15_000, async () => (await fetch(`${server.origin}/readyz`)).status);
    expect(status).toBe(503);
  });
});

describe('on a full disk', () => {
  /** A server none of whose files can grow past 2 MiB (4,096 blocks); the soft limit alone, so that it can be lifted. */
  const startSmall = (redirection = '') =>
    startServer({ under: ['sh', '-c', `ulimit -S -f 4096; exec "$0" "$@" ${redirection}`] });
  const makeRoom = ({ process }: RunningServer) =>
    promisify(execFile)('prlimit', [`--pid=${process.pid}`, '--fsize=unlimited']);

  /** Sends until nothing more fits, not even something small. */
  async function fill(agent: Agent, captureUrl: string) {
    const answers: { id: number; status: number | undefined; text: string | undefined }[] = [];
    for (let id = 0; id < 80; id += 1) {
      const answer = await send(agent, `${captureUrl}/${id}`, randomBytes(id < 40 ? 60_000 : 10));
      answers.push({ id, status: answer?.status, text: answer?.text });
    }
    return answers;
  }

  test('nothing is acknowledged that is not written, and capturing goes on once there is room', async () => {
    const server = await startSmall();
    const bin = await newBin(server.origin);
    const agent = connections();
    const answers = await fill(agent, bin.captureUrl);
    const refused = answers.filter(({ status }) => status !== 200);
    expect(refused.length).toBeGreaterThan(20);
    expect(refused.map(({ status }) => status)).toEqual(new Array(refused.length).fill(503));
    expect(JSON.parse(refused[0]!.text!)).toMatchObject({ code: 'store-unavailable' });

    await makeRoom(server);
    expect((await send(agent, `${bin.captureUrl}/after`, Buffer.from('room')))?.status).toBe(200);
    agent.destroy();
    await server.stop();
    const database = new Database(fileOf(server.folder));
    const rows = database.prepare('SELECT target FROM "Capture" ORDER BY seq').all() as { target: string }[];
    const acknowledged = answers.filter(({ status }) => status === 200).map(({ id }) => String(id));
    expect(rows.map(({ target }) => target.split('/').at(-1))).toEqual([...acknowledged, 'after']);
    expect(database.pragma('integrity_check', { simple: true })).toBe('ok');
    database.close();
  });

  test('readyz comes to say so, and the API refuses what it cannot write with 503 too', async () => {
    const server = await startSmall();
    const bin = await newBin(server.origin);
    const agent = connections();
    await fill(agent, bin.captureUrl);
    agent.destroy();
    const statuses = async (ask: () => Promise<Response>) =>
      new Set((await Promise.all(Array.from({ length: 20 }, ask))).map(({ status }) => status));

    expect(await statuses(() => fetch(`${server.origin}/readyz`))).toContain(503);
    const note = { method: 'PATCH', body: JSON.stringify({ note: 'x'.repeat(4000) }) };
    expect(await statuses(() => bin.api('/captures/1', note))).toContain(503);
    expect(await statuses(() => fetch(`${server.origin}/api/v1/bins`, { method: 'POST' }))).toContain(503);
    const exported = await (await bin.api('/export?format=ndjson')).text();
    const imported = await bin.api('/import?format=ndjson', { method: 'POST', body: exported });
    const { detail } = (await imported.json()) as { detail: string };
    expect([imported.status, detail]).toEqual([
      503,
      expect.stringMatching(/disk.* 0 captures were imported/),
    ]);

    await makeRoom(server);
    expect((await fetch(`${server.origin}/readyz`)).status).toBe(200);
    expect((await bin.api('/captures/1', note)).status).toBe(200);
    await newBin(server.origin);
  });

  test('long bodies get 503 with the reason, wherever they were; once there is room nothing of them is left', async () => {
    const server = await startSmall();
    const bin = await newBin(server.origin);
    const agent = new Agent({ keepAlive: true });
    const bodies = Array.from({ length: 40 }, (_, id) => ({ id, body: randomBytes(300_000 + id * 20_000) }));
    const answers = await Promise.all(
      bodies.map(async ({ id, body }) => ({ id, ...(await send(agent, `${bin.captureUrl}/${id}`, body)) })),
    );
    const refused = answers.filter(({ status }) => status !== 200);
    expect(refused.length).toBeGreaterThan(30);
    expect(new Set(refused.map(({ status }) => status))).toEqual(new Set([503]));
    for (const { text, retryAfter } of refused) {
      expect(JSON.parse(text!)).toMatchObject({ detail: expect.stringMatching(/disk/) });
      expect(retryAfter).toBe('10');
    }

    await makeRoom(server);
    await until(async () => (await send(agent, `${bin.captureUrl}/after`, bodies[0]!.body))?.status === 200);
    const database = new Database(fileOf(server.folder), { readonly: true });
    const unclaimed = database.prepare(
      'SELECT count(*) AS n FROM "LongBody" WHERE "id" NOT IN (SELECT ifnull("longBodyId", 0) FROM "Capture")',
    );
    await until(async () => (unclaimed.get() as { n: number }).n === 0);
    const found = database.prepare('SELECT "target", "bodyStored" FROM "Capture" ORDER BY "seq"').all() as {
      target: string;
      bodyStored: number;
    }[];
    const kept = answers.filter(({ status }) => status === 200).map(({ id }) => String(id));
    expect(found.map(({ target }) => target.split('/').at(-1)).sort()).toEqual([...kept, 'after'].sort());
    database.close();
    agent.destroy();
    // Not a line for each of them: the same is said again only after it was over.
    const count = (words: RegExp) =>
      server
        .log()
        .split('\n')
        .filter((line) => words.test(line)).length;
    await until(async () => count(/is available again/) > 0);
    for (const reason of [/cannot be used\. The disk is full/, /cannot be used\. The disk does not take/])
      expect(count(reason)).toBeLessThanOrEqual(count(/is available again/));
  });

  test('a log that can take no line either does not stop the server', async () => {
    const folder = await temporaryFolder();
    const log = path.join(folder, 'log');
    await writeFile(log, '');
    await truncate(log, 4096 * 512);
    const server = await startSmall(`2>>${log}`);
    const bin = await newBin(server.origin);
    const agent = connections();
    const answers = await fill(agent, bin.captureUrl);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 503]));
    expect((await fetch(`${server.origin}/healthz`)).status).toBe(200);
    await makeRoom(server);
    expect((await send(agent, bin.captureUrl, Buffer.from('room')))?.status).toBe(200);
    await until(async () => (await readFile(log, 'utf8')).includes('is available again'));
    agent.destroy();
  });
});
