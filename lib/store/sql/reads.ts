import type { Narrowing } from '#lib/filter/key.ts';

/** A value of a placeholder. A list is given as `Dialect.list` returns it. */
export type Value = number | string | bigint | boolean | Uint8Array | null | readonly (number | string)[];

type Maybe<T> = T | Promise<T>;

/**
 * A connection that only reads: at once, or as soon as the database has answered. Placeholders are written as `?`. Each call is a
 * read of its own, which sees all that was committed before it began.
 */
export type Reads = {
  readonly dialect: Dialect;
  /** Throws when the database is not the one that was opened any more. Every read begins with it. */
  check(): void;
  /** The first row; undefined when there is none. */
  first<Row>(sql: string, ...values: Value[]): Maybe<Row | undefined>;
  /** All rows. For queries that return few. */
  all<Row>(sql: string, ...values: Value[]): Maybe<Row[]>;
  /** The first rows: at most `most`, or fewer where reading them takes long. `isAll` when there are no more. */
  some<Row>(most: number, sql: string, ...values: Value[]): Maybe<{ rows: Row[]; isAll: boolean }>;
};

/** A condition for `WHERE`, and the values of its placeholders. */
export type Condition = { readonly sql: string; readonly values: readonly Value[] };

/** What databases write differently. Everything else in this folder is SQL that all of them read alike. */
export type Dialect = {
  /** Follows an expression to say that it is one of a list, which is one placeholder. */
  readonly inList: string;
  /** The value of that placeholder. */
  readonly list: (values: readonly (number | string)[]) => Value;
  /** The part of a filter that the columns of a capture `c` can decide. */
  readonly conditionOf: (narrowings: readonly Narrowing[]) => Condition;
  /** The value of the first Content-Type header of a capture `c`; null when it has none. */
  readonly contentType: string;
  /** The address of the client of a capture `c` that a proxy named, or that of the peer. */
  readonly clientAddress: string;
  /** A quotient of integers as an integer: cut off, not rounded. */
  readonly quotient: (dividend: string, divisor: string) => string;
};
