import type { Narrowing } from '#lib/filter/key.ts';
import type { Condition, Dialect, Value } from '../sql/reads.ts';

const operators = { equals: '=', not: '<>', gt: '>', gte: '>=', lt: '<', lte: '<=' } as const;

/** A column with JSON, without U+0000: PostgreSQL does not extract it as text. */
const json = (column: string) => `replace(${column}, '\\u0000', '\\ufdd0')::json`;

/** SQL as PostgreSQL has it. A list is one parameter. */
export const postgresDialect: Dialect = {
  inList: '= ANY(?)',
  list: (values) => values,
  conditionOf,
  contentType: `(SELECT h."header" ->> 1
    FROM json_array_elements(${json('c."headers"')}) WITH ORDINALITY AS h("header", "place")
    WHERE lower(h."header" ->> 0) = 'content-type' ORDER BY h."place" LIMIT 1)`,
  clientAddress: `coalesce(${json('c."client"')} ->> 'address', c."peerAddress")`,
  quotient: (dividend, divisor) => `${dividend} / ${divisor}`,
};

function conditionOf(narrowings: readonly Narrowing[]): Condition {
  const all = narrowings.map(one);
  return {
    sql: ['TRUE', ...all.map(({ sql }) => sql)].join(' AND '),
    values: all.flatMap(({ values }) => values),
  };
}

/** Texts are compared as bytes: the collation of the database may find others equal, and change the case of other letters. */
function one({ column, is, value }: Narrowing): Condition {
  const name = `c."${column}"`;
  if (value === null) return { sql: `${name} IS ${is === 'not' ? 'NOT ' : ''}NULL`, values: [] };
  if (is === 'in') return { sql: `${name} = ANY(?)`, values: [listOf(value)] };
  if (is === 'inUpperCase')
    return {
      sql: `(upper(${name} COLLATE "C") = ANY(?) OR ${name} COLLATE "C" ~ '[^ -~]')`,
      values: [listOf(value)],
    };
  if (is === 'contains') {
    const pattern = `%${String(value).replace(/[\\%_]/g, '\\$&')}%`;
    return { sql: `${name} COLLATE "C" ILIKE ?`, values: [pattern] };
  }
  return { sql: `${name} ${operators[is]} ?`, values: [value as Value] };
}

function listOf(value: NonNullable<Narrowing['value']>): (number | string)[] {
  return [value].flat() as (number | string)[];
}
