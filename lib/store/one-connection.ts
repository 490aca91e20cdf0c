import type { SqlDriverAdapter, SqlQuery, Transaction } from '@prisma/driver-adapter-utils';

/**
 * One SQLite connection shared by Prisma's client and the hot write, with transactions kept apart.
 *
 * Two connections of one process would deadlock: the driver is synchronous, so the one that waits for the write lock
 * blocks the very thread that has to release it. On one connection, though, a statement issued while another caller's
 * transaction is open would silently become part of it, and be lost if that transaction rolls back. So statements wait
 * here until no transaction is open.
 */
export class OneConnection implements SqlDriverAdapter {
  readonly provider: SqlDriverAdapter['provider'];
  readonly adapterName: string;
  readonly #inner: SqlDriverAdapter;
  #open: Promise<void> | null = null;

  constructor(inner: SqlDriverAdapter) {
    this.#inner = inner;
    this.provider = inner.provider;
    this.adapterName = inner.adapterName;
  }

  async queryRaw(query: SqlQuery) {
    while (this.#open) await this.#open;
    return this.#inner.queryRaw(query);
  }

  async executeRaw(query: SqlQuery) {
    while (this.#open) await this.#open;
    return this.#inner.executeRaw(query);
  }

  async executeScript(script: string) {
    while (this.#open) await this.#open;
    return this.#inner.executeScript(script);
  }

  getConnectionInfo() {
    return this.#inner.getConnectionInfo?.() ?? { supportsRelationJoins: false };
  }

  /** The driver's own `startTransaction` keeps its lock for ever when BEGIN fails, as it does on a database in use. */
  async startTransaction(): Promise<Transaction> {
    while (this.#open) await this.#open;
    let release = () => {};
    this.#open = new Promise((resolve) => {
      release = () => {
        this.#open = null;
        resolve();
      };
    });
    try {
      await this.#inner.executeRaw(statement('BEGIN'));
      return transactionOn(this.#inner, release);
    } catch (error) {
      release();
      throw error;
    }
  }

  dispose() {
    return this.#inner.dispose();
  }
}

/** A transaction that has begun. Who uses it says COMMIT or ROLLBACK by `executeRaw`, and then that it has ended. */
function transactionOn(inner: SqlDriverAdapter, ended: () => void): Transaction {
  const run = async (sql: string) => void (await inner.executeRaw(statement(sql)));
  return {
    provider: inner.provider,
    adapterName: inner.adapterName,
    options: { usePhantomQuery: false },
    queryRaw: (query) => inner.queryRaw(query),
    executeRaw: (query) => inner.executeRaw(query),
    commit: async () => ended(),
    // After a COMMIT that failed Prisma says no ROLLBACK; where there was one, this one fails and changes nothing.
    rollback: () =>
      run('ROLLBACK')
        .catch(() => {})
        .finally(ended),
    createSavepoint: (name) => run(`SAVEPOINT ${name}`),
    rollbackToSavepoint: (name) => run(`ROLLBACK TO ${name}`),
    releaseSavepoint: (name) => run(`RELEASE SAVEPOINT ${name}`),
  };
}

function statement(sql: string): SqlQuery {
  return { sql, args: [], argTypes: [] };
}
