import type { SqlDriverAdapter, SqlQuery, Transaction } from '@prisma/driver-adapter-utils';
import { databaseBelow } from './driver.ts';
import { Statements } from './statements.ts';

/**
 * Checks of the database file. All throw when a commit would be lost: `check` checks now, `checkRecent` may use the result of
 * a moment ago, `checkCommit` checks the files that a commit was written to.
 */
export type FileCheck = { check(): void; checkRecent(): void; checkCommit(): void };

/** SQLite's levels of `PRAGMA synchronous`: whether a commit waits until it is on the disk. */
type Synchronous = 'FULL' | 'NORMAL';

const nothingToCheck: FileCheck = { check() {}, checkRecent() {}, checkCommit() {} };

/**
 * The driver adapter of Prisma's client: one SQLite connection, which the hot write shares with the client. Transactions are kept
 * apart.
 *
 * Two connections of one process would deadlock: the driver is synchronous, so the one that waits for the write lock
 * blocks the very thread that has to release it. On one connection, though, a statement issued while another caller's
 * transaction is open would become part of it, and be lost if that transaction rolls back. So statements wait
 * here until no transaction is open.
 *
 * All reads and writes pass through here, so this is also where the file is checked before a commit is acknowledged.
 */
export class OneConnection implements SqlDriverAdapter {
  readonly provider: SqlDriverAdapter['provider'];
  readonly adapterName: string;
  readonly #inner: SqlDriverAdapter;
  readonly #fileCheck: FileCheck;
  readonly #statements: Statements;
  #open: Promise<void> | null = null;
  /** Called after every commit of `transact`. */
  onCommit: () => void = () => {};

  constructor(inner: SqlDriverAdapter, fileCheck: FileCheck = nothingToCheck) {
    this.#inner = inner;
    this.#fileCheck = fileCheck;
    this.#statements = new Statements(databaseBelow(inner));
    this.provider = inner.provider;
    this.adapterName = inner.adapterName;
  }

  async queryRaw(query: SqlQuery) {
    while (this.#open) await this.#open;
    this.#fileCheck.checkRecent();
    const rows = await this.#inner.queryRaw(query);
    if (!onlyReads.test(query.sql)) this.#fileCheck.checkCommit();
    return rows;
  }

  async executeRaw(query: SqlQuery) {
    while (this.#open) await this.#open;
    this.#fileCheck.checkRecent();
    const count = await this.#inner.executeRaw(query);
    this.#fileCheck.checkCommit();
    return count;
  }

  async executeScript(script: string) {
    while (this.#open) await this.#open;
    this.#fileCheck.checkRecent();
    await this.#inner.executeScript(script);
    this.#fileCheck.checkCommit();
  }

  /**
   * Runs work as one transaction with prepared statements: at once, unless a transaction of Prisma's client is open. The work does
   * not wait for anything, so that nothing comes between its statements. When it fails, all of it is rolled back.
   */
  transact<T>(work: (statements: Statements) => T, synchronous: Synchronous = 'FULL'): T | Promise<T> {
    return this.#open ? this.#transactLater(work, synchronous) : this.#transactNow(work, synchronous);
  }

  /**
   * The same for removals: its commit does not wait until it is on the disk. The next commit of `transact` puts both there. After a
   * power cut before that, what it removed is back. The file is intact in any case: the log is read up to its last whole commit.
   */
  transactUnsynced<T>(work: (statements: Statements) => T): T | Promise<T> {
    return this.transact(work, 'NORMAL');
  }

  async #transactLater<T>(work: (statements: Statements) => T, synchronous: Synchronous): Promise<T> {
    while (this.#open) await this.#open;
    return this.#transactNow(work, synchronous);
  }

  #transactNow<T>(work: (statements: Statements) => T, synchronous: Synchronous): T {
    const statements = this.#statements;
    this.#fileCheck.checkRecent();
    if (synchronous !== 'FULL') statements.set(`synchronous = ${synchronous}`);
    try {
      statements.run('BEGIN IMMEDIATE');
      const result = work(statements);
      statements.run('COMMIT');
      this.#fileCheck.checkCommit();
      this.onCommit();
      return result;
    } catch (error) {
      // SQLite may have rolled back by itself, as on a full disk.
      if (statements.isInTransaction) statements.run('ROLLBACK');
      throw error;
    } finally {
      if (synchronous !== 'FULL') statements.set('synchronous = FULL');
    }
  }

  /** Sets at how many pages of the log a commit makes a checkpoint. */
  setCheckpointPages(pages: number): void {
    this.#statements.set(`wal_autocheckpoint = ${Math.trunc(pages)}`);
  }

  /** Moves the log into the database file, unless a transaction is open or another connection does it now. */
  checkpoint(): void {
    if (!this.#open) this.#statements.all('PRAGMA wal_checkpoint(PASSIVE)');
  }

  /** Changes when another connection has committed something: those of other processes are the only ones that write. */
  get writesOfOthers(): number {
    return this.#statements.first<[number]>('PRAGMA data_version')![0];
  }

  /** Checks the database file between two transactions. Throws when commits would be lost. */
  async check(): Promise<void> {
    while (this.#open) await this.#open;
    this.#fileCheck.check();
  }

  getConnectionInfo() {
    return this.#inner.getConnectionInfo?.() ?? { supportsRelationJoins: false };
  }

  /** The driver's own `startTransaction` keeps its lock forever when BEGIN fails, as it does on a busy database. */
  async startTransaction(): Promise<Transaction> {
    while (this.#open) await this.#open;
    this.#fileCheck.checkRecent();
    let release = () => {};
    this.#open = new Promise((resolve) => {
      release = () => {
        this.#open = null;
        resolve();
      };
    });
    try {
      await this.#inner.executeRaw(statement('BEGIN'));
      return transactionOn(this.#inner, this.#fileCheck, release);
    } catch (error) {
      release();
      throw error;
    }
  }

  dispose() {
    return this.#inner.dispose();
  }
}

/** A transaction that has begun. Its user executes COMMIT or ROLLBACK by `executeRaw`, then calls `commit` or `rollback`. */
function transactionOn(inner: SqlDriverAdapter, fileCheck: FileCheck, ended: () => void): Transaction {
  const run = async (sql: string) => void (await inner.executeRaw(statement(sql)));
  return {
    provider: inner.provider,
    adapterName: inner.adapterName,
    options: { usePhantomQuery: false },
    queryRaw: (query) => inner.queryRaw(query),
    executeRaw: async (query) => {
      const count = await inner.executeRaw(query);
      if (query.sql === 'COMMIT') fileCheck.checkCommit();
      return count;
    },
    commit: async () => ended(),
    // After a COMMIT that failed Prisma sends no ROLLBACK. Where there was one, this one fails and changes nothing.
    rollback: () =>
      run('ROLLBACK')
        .catch(() => {})
        .finally(ended),
    createSavepoint: (name) => run(`SAVEPOINT ${name}`),
    rollbackToSavepoint: (name) => run(`ROLLBACK TO ${name}`),
    releaseSavepoint: (name) => run(`RELEASE SAVEPOINT ${name}`),
  };
}

/** Statements that commit nothing. One that begins with `WITH` may. */
const onlyReads = /^\s*(SELECT|PRAGMA)\b/i;

function statement(sql: string): SqlQuery {
  return { sql, args: [], argTypes: [] };
}
