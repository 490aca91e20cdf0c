import type { Narrowing } from '#lib/filter/key.ts';

/** A condition for `WHERE`, and the values of its placeholders. */
export type Condition = { readonly sql: string; readonly values: readonly (number | string)[] };

const operators = { equals: '=', not: '<>', gt: '>', gte: '>=', lt: '<', lte: '<=' } as const;

/** The part of a filter that the columns of a capture `c` can decide, as a condition. */
export function conditionOf(narrowings: readonly Narrowing[]): Condition {
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
