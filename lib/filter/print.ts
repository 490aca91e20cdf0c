import { type Operator, type Token, tokens } from './tokens.ts';

/** A word of a filter without its place. */
export type Word = Pick<Token, 'negated' | 'key' | 'operator' | 'value'>;

/** What a value may hold without quotes, and begin with: an operator is read with its longest form, a word with its key. */
const plain = /^[\p{L}\p{N}_/.*@$~[{(?&%+][^\s"\\]*$/u;
const looksKeyed = /^[a-z]+(?:[:=]|[<>])/i;

/** A word as one types it: `tokens` of it is the word again. */
export function printWord({ negated, key, operator, value }: Word): string {
  const bare = plain.test(value) && (key !== null || !looksKeyed.test(value));
  const text = bare ? value : `"${value.replace(/["\\]/g, '\\$&')}"`;
  return `${negated ? '-' : ''}${key === null ? '' : `${key}${operator}`}${text}`;
}

export function printFilter(words: readonly Word[]): string {
  return words.map(printWord).join(' ');
}

/** A word that asks for a value: `method:POST`. */
export function wordOf(key: string, value: string, operator: Operator = ':'): Word {
  return { negated: false, key, operator, value };
}

/** The filter with this word; its opposite goes, and what is there already stays as it was typed. */
export function withWord(text: string, word: Word): string {
  const rest = tokens(text).filter((token) => !isSame(token, { ...word, negated: !word.negated }));
  if (rest.some((token) => isSame(token, word))) return printFilter(rest);
  return printFilter([...rest, word]);
}

/** The filter with its words of these keys taken out and these put at its end. */
export function withInstead(text: string, keys: readonly string[], words: readonly Word[]): string {
  const rest = tokens(text).filter(({ key, negated }) => negated || key === null || !keys.includes(key));
  return printFilter([...rest, ...words]);
}

function isSame(one: Word, other: Word): boolean {
  return (
    one.negated === other.negated &&
    one.key === other.key &&
    one.operator === other.operator &&
    one.value === other.value
  );
}
