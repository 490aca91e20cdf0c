import type { Narrowing } from './key.ts';
import type { Operator } from './tokens.ts';

/** `:` and `=` are equality. */
export function compare(left: number, operator: Operator, right: number): boolean {
  switch (operator) {
    case '>':
      return left > right;
    case '>=':
      return left >= right;
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    default:
      return left === right;
  }
}

const words = { '>': 'gt', '>=': 'gte', '<': 'lt', '<=': 'lte', ':': 'equals', '=': 'equals' } as const;

/** The same comparison for the store. */
export function narrowing(column: Narrowing['column'], operator: Operator, value: number): Narrowing {
  return { column, is: words[operator], value };
}

export const comparisons: readonly Operator[] = ['>', '>=', '<', '<=', '='];
