import type Database from 'better-sqlite3';

type Value = number | string | bigint | Uint8Array | null;

/**
 * The statements of a connection, each prepared once: preparing one takes as long as running it. Their texts are constants,
 * so that there are few of them; a list of values is one parameter, read with `json_each`.
 */
export class Statements {
  readonly #database: Database.Database;
  readonly #prepared = new Map<string, Database.Statement<Value[]>>();

  constructor(database: Database.Database) {
    this.#database = database;
  }

  /** Whether a transaction has begun and has not ended. */
  get isInTransaction(): boolean {
    return this.#database.inTransaction;
  }

  /** Runs a statement and returns how many rows it changed. The values are bound unchanged. */
  run(sql: string, ...values: readonly unknown[]): number {
    return this.#prepare(sql).run(...(values as Value[])).changes;
  }

  /** The first row, as its values in the order of the columns; undefined when there is none. Numbers are not exact above 2^53. */
  first<Row extends readonly unknown[]>(sql: string, ...values: readonly unknown[]): Row | undefined {
    return this.#prepare(sql).get(...(values as Value[])) as Row | undefined;
  }

  /** All rows. For statements that return few. */
  all<Row extends readonly unknown[]>(sql: string, ...values: readonly unknown[]): Row[] {
    return this.#prepare(sql).all(...(values as Value[])) as Row[];
  }

  /** Changes a setting of the connection. SQLite applies some of them when the statement is prepared, so it is not kept. */
  set(pragma: string): void {
    this.#database.exec(`PRAGMA ${pragma}`);
  }

  #prepare(sql: string): Database.Statement<Value[]> {
    const known = this.#prepared.get(sql);
    if (known) return known;
    const statement = this.#database.prepare<Value[]>(sql);
    // Prisma's adapter has the connection return every integer as a bigint.
    statement.safeIntegers(false);
    if (statement.reader) statement.raw(true);
    this.#prepared.set(sql, statement);
    return statement;
  }
}
