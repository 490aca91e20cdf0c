import type { Narrowing } from '#lib/filter/key.ts';
import type { Condition, Dialect } from '../sql/reads.ts';

const operators = { equals: '=', not: '<>', gt: '>', gte: '>=', lt: '<', lte: '<=' } as const;

/** SQL as SQLite has it. A list is one parameter, so that statements are prepared once. */
export const sqliteDialect: Dialect = {
  inList: 'IN (SELECT "value" FROM json_each(?))',
  list: (values) => JSON.stringify(values),
  conditionOf,
  contentType: `(SELECT h."value" ->> 1 FROM json_each(c."headers") h
    WHERE lower(h."value" ->> 0) = 'content-type' LIMIT 1)`,
  clientAddress: `coalesce(c."client" ->> '$.address', c."peerAddress")`,
  quotient: (dividend, divisor) => `CAST(${dividend} / ${divisor} AS INTEGER)`,
};

function conditionOf(narrowings: readonly Narrowing[]): Condition {
  const all = narrowings.map(one);
  return {
    sql: ['TRUE', ...all.map(({ sql }) => sql)].join(' AND '),
    values: all.flatMap(({ values }) => values),
  };
}

function one({ column, is, value }: Narrowing): Condition {
  const name = `c."${column}"`;
  if (value === null) return { sql: `${name} IS ${is === 'not' ? 'NOT ' : ''}NULL`, values: [] };
  if (is === 'in') {
    const values = [value].flat().map(plain);
    return { sql: `${name} IN (${values.map(() => '?').join(',')})`, values };
  }
  if (is === 'inUpperCase') {
    const values = [value].flat().map(plain);
    const these = values.map(() => '?').join(',');
    return { sql: `(upper(${name}) IN (${these}) OR ${name} GLOB '*[^ -~]*')`, values };
  }
  if (is === 'contains') {
    const pattern = `%${String(value).replace(/[\\%_]/g, '\\$&')}%`;
    return { sql: `${name} LIKE ? ESCAPE '\\'`, values: [pattern] };
  }
  return { sql: `${name} ${operators[is]} ?`, values: [plain(value as number | string | boolean)] };
}

function plain(value: number | string | boolean): number | string {
  return typeof value === 'boolean' ? Number(value) : value;
}
