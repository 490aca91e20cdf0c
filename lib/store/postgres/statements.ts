import type pg from 'pg';
import { numbered } from './placeholders.ts';
import { resultTypes } from './result-types.ts';

/**
 * The statements of a transaction, each prepared once on its connection. Their texts are constants, so that there are few of them.
 * Placeholders are written as `?`.
 */
export class Statements {
  readonly #client: pg.ClientBase;

  constructor(client: pg.ClientBase) {
    this.#client = client;
  }

  /** Runs a statement and returns how many rows it changed. */
  async run(sql: string, ...values: readonly unknown[]): Promise<number> {
    return (await this.#query(sql, values)).rowCount ?? 0;
  }

  /** The first row, as its values in the order of the columns; undefined when there is none. Numbers are not exact above 2^53. */
  async first<Row extends readonly unknown[]>(
    sql: string,
    ...values: readonly unknown[]
  ): Promise<Row | undefined> {
    return (await this.#query(sql, values)).rows[0] as unknown as Row | undefined;
  }

  /** All rows. For statements that return few. */
  async all<Row extends readonly unknown[]>(sql: string, ...values: readonly unknown[]): Promise<Row[]> {
    return (await this.#query(sql, values)).rows as unknown as Row[];
  }

  #query(sql: string, values: readonly unknown[]): Promise<pg.QueryArrayResult> {
    const text = numbered(sql, values);
    return this.#client.query({
      name: nameOf(text),
      text,
      values: [...values],
      rowMode: 'array',
      types: resultTypes,
    });
  }
}

const names = new Map<string, string>();

/** A name under which a connection keeps a statement. */
function nameOf(text: string): string {
  const known = names.get(text);
  if (known) return known;
  const name = `wirebin_${names.size + 1}`;
  names.set(text, name);
  return name;
}
