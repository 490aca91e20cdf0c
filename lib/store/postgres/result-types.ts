import type pg from 'pg';
import { restored } from './text-with-nul.ts';

/** The object identifiers of types in PostgreSQL's catalogue (pg_type). */
const bytea = 17;
const int8 = 20;
const text = 25;
const numeric = 1700;

/** How the driver reads values: integers as numbers, exact up to 2^53, and bytes without a copy. */
export const resultTypes = {
  getTypeParser(oid: number, format?: unknown) {
    return parsers[oid] ?? other(oid, format);
  },
} as pg.CustomTypesConfig;

const parsers: Readonly<Record<number, (value: string) => unknown>> = {
  // PostgreSQL writes bytes as \x and hexadecimal digits.
  [bytea]: (value) => Buffer.from(value.slice(2), 'hex'),
  [int8]: Number,
  [numeric]: Number,
  [text]: restored,
  16: (value) => value === 't',
  21: Number,
  23: Number,
  701: Number,
};

function other(_oid: number, _format: unknown): (value: string) => unknown {
  return (value) => value;
}
