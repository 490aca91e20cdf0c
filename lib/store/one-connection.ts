import type { SqlDriverAdapter, SqlQuery, Transaction } from '@prisma/driver-adapter-utils';

/**
 * Whether what is committed will be found again. All throw when it will not: `look` looks, `expect` may rely on a look of
 * a moment ago, `confirm` looks at what a commit has gone to.
 */
export type Confirmation = { look(): void; expect(): void; confirm(): void };

const nothingToConfirm: Confirmation = { look() {}, expect() {}, confirm() {} };

/**
 * One SQLite connection shared by Prisma's client and the hot write, with transactions kept apart.
 *
 * Two connections of one process would deadlock: the driver is synchronous, so the one that waits for the write lock
 * blocks the very thread that has to release it. On one connection, though, a statement issued while another caller's
 * transaction is open would silently become part of it, and be lost if that transaction rolls back. So statements wait
 * here until no transaction is open.
 *
 * Everything that reads or writes comes by here, so this is also where a commit is confirmed before anybody hears of it.
 */
export class OneConnection implements SqlDriverAdapter {
  readonly provider: SqlDriverAdapter['provider'];
  readonly adapterName: string;
  readonly #inner: SqlDriverAdapter;
  readonly #confirmation: Confirmation;
  #open: Promise<void> | null = null;

  constructor(inner: SqlDriverAdapter, confirmation: Confirmation = nothingToConfirm) {
    this.#inner = inner;
    this.#confirmation = confirmation;
    this.provider = inner.provider;
    this.adapterName = inner.adapterName;
  }

  async queryRaw(query: SqlQuery) {
    while (this.#open) await this.#open;
    this.#confirmation.expect();
    const rows = await this.#inner.queryRaw(query);
    if (!onlyReads.test(query.sql)) this.#confirmation.confirm();
    return rows;
  }

  async executeRaw(query: SqlQuery) {
    while (this.#open) await this.#open;
    this.#confirmation.expect();
    const count = await this.#inner.executeRaw(query);
    this.#confirmation.confirm();
    return count;
  }

  async executeScript(script: string) {
    while (this.#open) await this.#open;
    this.#confirmation.expect();
    await this.#inner.executeScript(script);
    this.#confirmation.confirm();
  }

  /** Looks, between two transactions, whether what is committed can be found again. Throws when it cannot. */
  async look(): Promise<void> {
    while (this.#open) await this.#open;
    this.#confirmation.look();
  }

  getConnectionInfo() {
    return this.#inner.getConnectionInfo?.() ?? { supportsRelationJoins: false };
  }

  /** The driver's own `startTransaction` keeps its lock for ever when BEGIN fails, as it does on a database in use. */
  async startTransaction(): Promise<Transaction> {
    while (this.#open) await this.#open;
    this.#confirmation.expect();
    let release = () => {};
    this.#open = new Promise((resolve) => {
      release = () => {
        this.#open = null;
        resolve();
      };
    });
    try {
      await this.#inner.executeRaw(statement('BEGIN'));
      return transactionOn(this.#inner, this.#confirmation, release);
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
function transactionOn(inner: SqlDriverAdapter, confirmation: Confirmation, ended: () => void): Transaction {
  const run = async (sql: string) => void (await inner.executeRaw(statement(sql)));
  return {
    provider: inner.provider,
    adapterName: inner.adapterName,
    options: { usePhantomQuery: false },
    queryRaw: (query) => inner.queryRaw(query),
    executeRaw: async (query) => {
      const count = await inner.executeRaw(query);
      if (query.sql === 'COMMIT') confirmation.confirm();
      return count;
    },
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

/** A statement that commits nothing. `WITH` may begin one that does. */
const onlyReads = /^\s*(SELECT|PRAGMA)\b/i;

function statement(sql: string): SqlQuery {
  return { sql, args: [], argTypes: [] };
}
