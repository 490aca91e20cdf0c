import type { Subject } from '../filter/key.ts';
import type { CompiledRule } from './compile.ts';

/**
 * How much evaluating rules against a request may cost: the characters looked at, times the words that look at them. A million is
 * some milliseconds.
 */
export function rulesCost(rules: readonly CompiledRule[], { facts, body }: Subject): number {
  const head = facts.headers.reduce(
    (sum, [name, value]) => sum + name.length + value.length,
    facts.target.length,
  );
  let cost = 0;
  for (const { filter } of rules) {
    for (const word of filter.words) cost += (word.needsBody ? body.length + head : head) * (word.cost ?? 1);
  }
  return cost;
}
