import type pg from 'pg';
import type { Reads, Value } from '../sql/reads.ts';
import { postgresDialect } from './dialect.ts';
import { numbered } from './placeholders.ts';
import { resultTypes } from './result-types.ts';

/**
 * Reads on connections of their own. Rows are objects. Statements are short: long work reads some at a time, and none takes longer than
 * the time-out of these connections.
 */
export class Reader implements Reads {
  readonly dialect = postgresDialect;
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  /** The server tells when it is not the one that was opened: its connections end. */
  check(): void {}

  async first<Row>(sql: string, ...values: Value[]): Promise<Row | undefined> {
    return (await this.all<Row>(sql, ...values))[0];
  }

  async all<Row>(sql: string, ...values: Value[]): Promise<Row[]> {
    const text = numbered(sql, values);
    const { rows } = await this.#pool.query({ text, values: [...values], types: resultTypes });
    return rows as Row[];
  }

  async some<Row>(most: number, sql: string, ...values: Value[]): Promise<{ rows: Row[]; isAll: boolean }> {
    const rows = await this.all<Row>(`${sql} LIMIT ?`, ...values, most);
    return { rows, isAll: rows.length < most };
  }
}
