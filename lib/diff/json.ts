import { type JsonMember, type JsonNode, type JsonObject, jsonTree } from '#lib/body/json/value-positions.ts';
import type { Change } from './change.ts';
import { compact, nameStep } from './json-text.ts';
import { matchItems } from './match-items.ts';
import { isVolatileValue } from './volatile.ts';

/** The most changes listed; beyond, the texts have too little in common. */
const mostChanges = 2000;

/** The depth to which values are compared; below, they are compared as text. */
const deepest = 500;

export type JsonDiff = {
  readonly changes: readonly Change[];
  /** Whether there are more changes than listed. */
  readonly more: boolean;
};

/**
 * The differences between two JSON texts. Members are compared by name, in any order; repeated names in order. Array elements are
 * matched first (see `match-items.ts`), so that an inserted element is one change. Scalars are compared as text: `1.0` differs from
 * `1`, and digits beyond 64 bits count. Null when either text is not JSON.
 */
export function diffJson(before: string, after: string): JsonDiff | null {
  const [was, is] = [jsonTree(before), jsonTree(after)];
  if (!was || !is) return null;
  const changes: Change[] = [];
  let more = false;

  function tell(change: Change): void {
    if (changes.length < mostChanges) changes.push(change);
    else more = true;
  }

  function compare(from: JsonNode, to: JsonNode, where: string, name: string, depth: number): void {
    if (more) return;
    if (from.kind === 'object' && to.kind === 'object' && depth < deepest) objects(from, to, where, depth);
    else if (from.kind === 'array' && to.kind === 'array' && depth < deepest) {
      for (const { from: old, to: now, index } of matchItems(
        { text: before, items: from.items },
        { text: after, items: to.items },
      )) {
        one(old, now, `${where}[${index}]`, name, depth + 1);
      }
    } else if (compact(before, from) !== compact(after, to)) {
      const [old, now] = [compact(before, from), compact(after, to)];
      const scalars = !('members' in from || 'items' in from || 'members' in to || 'items' in to);
      const volatile = scalars && isVolatileValue(name, old, now);
      tell({ kind: 'changed', where, before: old, after: now, volatile });
    }
  }

  function one(old: JsonNode | null, now: JsonNode | null, where: string, name: string, depth: number): void {
    if (old && now) compare(old, now, where, name, depth);
    else if (now) tell({ kind: 'added', where, before: null, after: compact(after, now), volatile: false });
    else if (old)
      tell({ kind: 'removed', where, before: compact(before, old), after: null, volatile: false });
  }

  function objects(from: JsonObject, to: JsonObject, where: string, depth: number): void {
    const old = byName(from.members);
    const now = byName(to.members);
    for (const name of new Set([...now.keys(), ...old.keys()])) {
      const [was, is] = [old.get(name) ?? [], now.get(name) ?? []];
      for (let at = 0; at < Math.max(was.length, is.length); at++) {
        one(was[at] ?? null, is[at] ?? null, `${where}${nameStep(name)}`, name, depth + 1);
      }
    }
  }

  compare(was, is, '$', '', 0);
  return { changes, more };
}

function byName(members: readonly JsonMember[]): Map<string, JsonNode[]> {
  const values = new Map<string, JsonNode[]>();
  for (const { name, value } of members) {
    const known = values.get(name);
    if (known) known.push(value);
    else values.set(name, [value]);
  }
  return values;
}
