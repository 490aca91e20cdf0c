import Database from 'better-sqlite3';

type Value = number | string | bigint | Uint8Array | null;

/** Statements that are kept prepared; those of filters differ from one another, so the oldest leave. */
const mostPrepared = 100;

/**
 * A second connection to the file, which only reads. Prisma gives rows when it has them all; here a query that has taken long
 * enough stops in the middle, and is asked again for the rest. In WAL mode a reader neither waits for a writer nor holds one
 * up, and what was committed before a read began is in it.
 *
 * Nothing stays open between two calls: every one is a read of its own.
 */
export class Reader {
  readonly #database: Database.Database;
  readonly #expect: () => void;
  readonly #prepared = new Map<string, Database.Statement<Value[]>>();

  /** `expect` throws when the file is not the one at its path any more. */
  constructor(file: string, expect: () => void) {
    this.#database = new Database(file, { readonly: true, timeout: 50 });
    this.#expect = expect;
  }

  /** The first row; undefined when there is none. */
  first<Row>(sql: string, ...values: Value[]): Row | undefined {
    return this.#prepare(sql).get(...values) as Row | undefined;
  }

  /** All rows, of a query that has few. */
  all<Row>(sql: string, ...values: Value[]): Row[] {
    return this.#prepare(sql).all(...values) as Row[];
  }

  /** Rows until there are `most` of them or some milliseconds have gone; `isAll` when there are no more. */
  some<Row>(most: number, sql: string, ...values: Value[]): { rows: Row[]; isAll: boolean } {
    const end = performance.now() + longest;
    const rows: Row[] = [];
    for (const row of this.#prepare(sql).iterate(...values)) {
      rows.push(row as Row);
      if (rows.length >= most || performance.now() > end) return { rows, isAll: false };
    }
    return { rows, isAll: true };
  }

  /** Reads several things as they are at one moment. */
  atOnce<T>(read: () => T): T {
    return this.#database.transaction(read)();
  }

  close(): void {
    this.#database.close();
  }

  #prepare(sql: string): Database.Statement<Value[]> {
    this.#expect();
    const known = this.#prepared.get(sql);
    if (known) return known;
    const statement = this.#database.prepare<Value[]>(sql);
    if (this.#prepared.size >= mostPrepared)
      this.#prepared.delete(this.#prepared.keys().next().value as string);
    this.#prepared.set(sql, statement);
    return statement;
  }
}

/** How long one read may take before it stops, milliseconds: several of them are a slice. */
const longest = 2;
