import path from 'node:path';
import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3';
import type { SqlDriverAdapter, SqlQuery } from '@prisma/driver-adapter-utils';
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { OneConnection } from '#lib/store/sqlite/one-connection.ts';
import { openSqlite } from '#lib/store/sqlite/open.ts';
import { root } from '../support/root.ts';
import { temporaryFolder } from '../support/server.ts';

// Servers and disks may be slow on a busy machine; what has to be quick is measured.
const query = (sql: string, ...args: (string | number)[]): SqlQuery => ({
  sql,
  args,
  argTypes: args.map(() => ({ scalarType: 'unknown', arity: 'scalar' })),
});
const insert = (name: string) => query('INSERT INTO "Note" ("name") VALUES (?)', name);
const turn = () => new Promise((resolve) => setImmediate(resolve));

let inner: SqlDriverAdapter;
beforeEach(async () => {
  const url = path.join(await temporaryFolder(), 'test.db');
  inner = await new PrismaBetterSqlite3({ url }).connect();
  await inner.executeScript('CREATE TABLE "Note" ("name" TEXT NOT NULL UNIQUE)');
});

async function names(connection: SqlDriverAdapter): Promise<string[]> {
  const { rows } = await connection.queryRaw(query('SELECT "name" FROM "Note" ORDER BY rowid'));
  return rows.map(([name]) => String(name));
}

async function transact(connection: SqlDriverAdapter, own: string[], commits: boolean, pause = turn) {
  const transaction = await connection.startTransaction();
  for (const name of own) {
    await transaction.executeRaw(insert(name));
    await pause();
  }
  await transaction.executeRaw(query(commits ? 'COMMIT' : 'ROLLBACK'));
  await (commits ? transaction.commit() : transaction.rollback());
}

test('the bare adapter loses a statement issued during another caller’s transaction that rolls back', async () => {
  const rolledBack = transact(inner, ['a', 'b'], false);
  await turn();
  await inner.executeRaw(insert('bystander'));
  await rolledBack;
  expect(await names(inner)).toEqual([]);
});

describe('one connection', () => {
  let connection: OneConnection;
  beforeEach(() => {
    connection = new OneConnection(inner);
  });

  test('removals do not wait for the disk; whatever becomes of them, the commits after them do', async () => {
    await inner.executeScript('PRAGMA synchronous = FULL');
    const level = async () => Number((await inner.queryRaw(query('PRAGMA synchronous'))).rows[0]?.[0]);
    const levels: number[] = [];
    const remove = (name: string) =>
      connection.transactUnsynced((statements) => {
        levels.push(statements.first<[number]>('PRAGMA synchronous')![0]);
        statements.run('DELETE FROM "Note" WHERE "name" = ?', name);
        if (name === 'b') throw new Error('not this one');
      });
    for (const name of ['a', 'b']) await connection.executeRaw(insert(name));
    await remove('a');
    expect(await level()).toBe(2);
    expect(() => remove('b')).toThrow('not this one');
    expect(await level()).toBe(2);
    connection.transact((statements) => levels.push(statements.first<[number]>('PRAGMA synchronous')![0]));
    expect(levels).toEqual([1, 1, 2]);
    expect(await names(connection)).toEqual(['b']);
  });

  test('a statement issued during another caller’s transaction is not rolled back with it', async () => {
    const rolledBack = transact(connection, ['a', 'b'], false);
    await turn();
    await connection.executeRaw(insert('bystander'));
    await rolledBack;
    expect(await names(connection)).toEqual(['bystander']);
  });

  test('what a transaction has not committed is not seen outside it', async () => {
    const committed = transact(connection, ['a', 'b'], true);
    await turn();
    expect(await names(connection)).toEqual(['a', 'b']);
    await committed;
  });

  test('a script waits for the transaction too', async () => {
    const rolledBack = transact(connection, ['a'], false);
    await turn();
    await connection.executeScript(`INSERT INTO "Note" VALUES ('script')`);
    await rolledBack;
    expect(await names(connection)).toEqual(['script']);
  });

  test('a transaction that cannot begin lets the next one begin', async () => {
    await inner.executeScript('BEGIN');
    await expect(connection.startTransaction()).rejects.toThrow();
    await inner.executeScript('ROLLBACK');
    const next = transact(connection, ['a'], true).then(() => 'done');
    const patience = new Promise((resolve) => setTimeout(resolve, 30_000, 'still waiting'));
    expect(await Promise.race([next, patience])).toBe('done');
  });

  test('a transaction whose COMMIT fails leaves nothing behind, and lets the next one begin', async () => {
    await inner.executeScript(`
      CREATE TABLE "Author" ("id" INTEGER PRIMARY KEY);
      CREATE TABLE "Book" ("author" INTEGER REFERENCES "Author" ("id") DEFERRABLE INITIALLY DEFERRED);
    `);
    const transaction = await connection.startTransaction();
    await transaction.executeRaw(query('INSERT INTO "Book" VALUES (7)'));
    await expect(transaction.executeRaw(query('COMMIT'))).rejects.toThrow();
    // Prisma's client says no ROLLBACK then, only this.
    await transaction.rollback();
    await transact(connection, ['a'], true);
    expect(await names(connection)).toEqual(['a']);
    expect((await connection.queryRaw(query('SELECT * FROM "Book"'))).rows).toEqual([]);
  });

  test('a failing statement fails alone, inside a transaction and outside', async () => {
    await connection.executeRaw(insert('a'));
    await expect(connection.executeRaw(insert('a'))).rejects.toThrow();
    const transaction = await connection.startTransaction();
    await expect(transaction.executeRaw(insert('a'))).rejects.toThrow();
    await transaction.executeRaw(insert('b'));
    await transaction.executeRaw(query('COMMIT'));
    await transaction.commit();
    expect(await names(connection)).toEqual(['a', 'b']);
  });

  test('whatever is interleaved, exactly the statements and the committed transactions are kept', async () => {
    const pause = fc.constantFrom('none', 'microtask', 'turn', 'while');
    const actor = fc.record({
      kind: fc.constantFrom('statement', 'read', 'commit', 'rollback'),
      size: fc.integer({ min: 1, max: 3 }),
      before: pause,
      between: pause,
    });
    const wait = (kind: string) => {
      if (kind === 'none') return undefined;
      if (kind === 'microtask') return Promise.resolve();
      return kind === 'turn' ? turn() : new Promise((resolve) => setTimeout(resolve, 1));
    };
    let runs = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(actor, { minLength: 2, maxLength: 12 }), async (actors) => {
        runs += 1;
        const run = runs;
        const kept: string[] = [];
        await Promise.all(
          actors.map(async ({ kind, size, before, between }, index) => {
            const own = Array.from({ length: size }, (_, part) => `${run}/${index}/${part}`);
            await wait(before);
            if (kind === 'statement') {
              await connection.executeRaw(insert(own[0]!));
              kept.push(own[0]!);
            } else if (kind === 'read') {
              const seen = (await names(connection)).filter((name) => name.startsWith(`${run}/`));
              for (const name of seen) expect(actors[Number(name.split('/')[1])]?.kind).not.toBe('rollback');
            } else {
              await transact(connection, own, kind === 'commit', async () => wait(between));
              if (kind === 'commit') kept.push(...own);
            }
          }),
        );
        const found = (await names(connection)).filter((name) => name.startsWith(`${run}/`));
        expect(found.sort()).toEqual(kept.sort());
      }),
      { numRuns: 150 },
    );
  });
});

test('Prisma’s client and the hot write share the connection without losing each other’s rows', async () => {
  const folder = await temporaryFolder();
  const { client, connection } = await openSqlite(`file:${path.join(folder, 'wirebin.db')}`, root);
  const newBin = (slug: string) => query('INSERT INTO "Bin" ("slug", "createdAt") VALUES (?, 1)', slug);
  async function hot(slug: string, commits: boolean) {
    const transaction = await connection.startTransaction();
    await transaction.executeRaw(newBin(slug));
    await turn();
    await transaction.executeRaw(query(commits ? 'COMMIT' : 'ROLLBACK'));
    await (commits ? transaction.commit() : transaction.rollback());
  }
  const work: Promise<unknown>[] = [];
  const refused: Promise<unknown>[] = [];
  for (let index = 0; index < 40; index += 1) {
    work.push(hot(`hot-${index}`, index % 2 === 0));
    work.push(client.bin.create({ data: { slug: `one-${index}`, createdAt: 1 } }));
    const create = (slug: string) => client.bin.create({ data: { slug, createdAt: 1 } });
    work.push(client.$transaction([create(`two-${index}`), create(`three-${index}`)]));
    refused.push(client.$transaction([create(`lost-${index}`), create(`one-0`), create(`one-0`)]));
  }
  await Promise.all(work);
  for (const result of await Promise.allSettled(refused)) expect(result.status).toBe('rejected');
  const slugs = (await client.bin.findMany({ select: { slug: true } })).map(({ slug }) => slug.split('-')[0]);
  const count = (name: string) => slugs.filter((slug) => slug === name).length;
  expect(['hot', 'one', 'two', 'three', 'lost'].map(count)).toEqual([20, 40, 40, 40, 0]);
  await client.$disconnect();
});
