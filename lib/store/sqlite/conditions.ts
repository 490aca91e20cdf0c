import type { Narrowing } from '../../filter/key.ts';

/** A condition on rows, to stand after `WHERE`, and the values of its placeholders. */
export type Condition = { readonly sql: string; readonly values: readonly (number | string)[] };

const operators = { equals: '=', not: '<>', gt: '>', gte: '>=', lt: '<', lte: '<=' } as const;

/** What must hold of a capture `c` for a filter to find it, as far as its columns tell. */
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
  return { sql: `${name} ${operators[is]} ?`, values: [plain(value as number | string | boolean)] };
}

function plain(value: number | string | boolean): number | string {
  return typeof value === 'boolean' ? Number(value) : value;
}
