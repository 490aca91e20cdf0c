import type Database from 'better-sqlite3';
import type { Reads, Value } from '../sql/reads.ts';
import { sqliteDialect } from './dialect.ts';

/** Prepared statements that are kept. Those of filters differ, so the oldest are removed. */
const mostPrepared = 100;

/**
 * A second connection to the file, which only reads. Prisma returns rows only when it has all of them; here a query that takes
 * long stops in the middle and can be continued. In WAL mode a reader neither waits for a writer nor blocks one, and sees all
 * that was committed before the read began.
 *
 * Nothing stays open between two calls: each is a read of its own.
 */
export class Reader implements Reads {
  readonly dialect = sqliteDialect;
  readonly #database: Database.Database;
  readonly #checkRecent: () => void;
  readonly #prepared = new Map<string, Database.Statement<Value[]>>();

  /** `checkRecent` throws when the open file is no longer the one at its path. */
  constructor(Driver: typeof Database, file: string, checkRecent: () => void) {
    this.#database = new Driver(file, { readonly: true, timeout: 50 });
    this.#checkRecent = checkRecent;
  }

  /** Throws when the open file is no longer the one at its path. Every read begins with it. */
  check(): void {
    this.#checkRecent();
  }

  /** The first row; undefined when there is none. */
  first<Row>(sql: string, ...values: Value[]): Row | undefined {
    return this.#prepare(sql).get(...values) as Row | undefined;
  }

  /** All rows. For queries that return few. */
  all<Row>(sql: string, ...values: Value[]): Row[] {
    return this.#prepare(sql).all(...values) as Row[];
  }

  /** The first rows: at most `most`, and those read within some milliseconds. `isAll` when there are no more. */
  some<Row>(most: number, sql: string, ...values: Value[]): { rows: Row[]; isAll: boolean } {
    const end = performance.now() + longest;
    const rows: Row[] = [];
    for (const row of this.#prepare(sql).iterate(...values)) {
      rows.push(row as Row);
      if (rows.length >= most || performance.now() > end) return { rows, isAll: false };
    }
    return { rows, isAll: true };
  }

  /** Rows one by one. The read ends when the caller stops. */
  each<Row>(sql: string, ...values: Value[]): IterableIterator<Row> {
    return this.#prepare(sql).iterate(...values) as IterableIterator<Row>;
  }

  close(): void {
    this.#database.close();
  }

  #prepare(sql: string): Database.Statement<Value[]> {
    this.check();
    const known = this.#prepared.get(sql);
    if (known) return known;
    const statement = this.#database.prepare<Value[]>(sql);
    if (this.#prepared.size >= mostPrepared)
      this.#prepared.delete(this.#prepared.keys().next().value as string);
    this.#prepared.set(sql, statement);
    return statement;
  }
}

/** How long one read may take before it stops, milliseconds: a slice (`turns.ts`) has room for several. */
const longest = 2;
