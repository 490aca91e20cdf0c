import { type Token, tokens } from './tokens.ts';

/** Something about a term that is no error, but probably not what was meant: its position, and full sentences. */
export type FilterRemark = { readonly start: number; readonly end: number; readonly message: string };

/** Words that are operators elsewhere, and what to write here. Terms are always combined with AND. */
const operators: Readonly<Record<string, string>> = {
  OR: 'To match one of several values, list them (`method:POST,PUT`) or use a regular expression (`body:/a|b/`).',
  AND: 'Terms always have to match together: leave it out.',
  NOT: 'To exclude requests, put `-` before a term, such as `-method:GET`.',
};
const same: Readonly<Record<string, string>> = { '||': 'OR', '|': 'OR', '&&': 'AND', '&': 'AND' };

/** Remarks on the terms of a filter, in their order. */
export function remarksOn(text: string): FilterRemark[] {
  return tokens(text).flatMap((token) => {
    const { start, end } = token;
    const written = text.slice(start, end);
    const advice = isOperator(token, written) ? operators[same[written] ?? written] : undefined;
    return advice === undefined
      ? []
      : [{ start, end, message: `\`${written}\` is not an operator; it is searched for as text. ${advice}` }];
  });
}

/** A word in quotes is meant as text. */
function isOperator({ key, negated }: Token, written: string): boolean {
  return key === null && !negated && Object.hasOwn(operators, same[written] ?? written);
}
