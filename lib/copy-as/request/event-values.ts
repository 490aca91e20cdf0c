import { readable } from '#lib/http/byte-string.ts';
import type { Header } from '#lib/model/capture.ts';
import { isSendable } from './client-headers.ts';

/** Converts lists of name-value pairs to the objects that events of platforms contain. */

export type NameValue = readonly [name: string, value: string];

/** The header lines as pairs of text. */
export function headerPairs(headers: readonly Header[]): NameValue[] {
  return headers.filter(isSendable).map(([name, value]) => [name, readable(value)]);
}

/** The pairs with names in lower case. */
export function lowerCase(pairs: readonly NameValue[]): NameValue[] {
  return pairs.map(([name, value]) => [name.toLowerCase(), value]);
}

/** Every value of each name. */
export function valuesByName(pairs: readonly NameValue[]): Record<string, string[]> {
  return fromPairs([...groupByName(pairs)]);
}

/** The last value of each name. */
export function lastByName(pairs: readonly NameValue[]): Record<string, string> {
  return fromPairs([...groupByName(pairs)].map(([name, values]) => [name, values.at(-1)!]));
}

/** The values of each name, joined with commas. */
export function joinedByName(pairs: readonly NameValue[]): Record<string, string> {
  return fromPairs([...groupByName(pairs)].map(([name, values]) => [name, values.join(',')]));
}

function groupByName(pairs: readonly NameValue[]): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const [name, value] of pairs) groups.set(name, [...(groups.get(name) ?? []), value]);
  return groups;
}

/** Builds an object of pairs. `Object.fromEntries` defines properties, so a header called `__proto__` is an ordinary one. */
function fromPairs<Value>(pairs: [string, Value][]): Record<string, Value> {
  return Object.fromEntries(pairs);
}
