import type { Change } from './change.ts';
import { isOptionalVolatileHeader, isVolatileHeader, isVolatileValue } from './volatile.ts';

/** A name and a value, null where the name stands alone. */
export type Field = readonly [name: string, value: string | null];

/**
 * What changed in a list of fields: the query's or a form's. Fields of one name are compared in their order, so that of
 * two values only the one that differs is told.
 */
export function diffFields(before: readonly Field[], after: readonly Field[]): Change[] {
  return changesByName(before, after, (name) => name, isVolatileField);
}

/**
 * The same for headers, whose names mean the same in any case (RFC 9110 §5.1). Those that are another with every request are volatile
 * also where only one of the two requests has them.
 */
export function diffHeaders(before: readonly Field[], after: readonly Field[]): Change[] {
  return changesByName(
    before,
    after,
    (name) => name.toLowerCase(),
    (name, was, is) =>
      was === null || is === null
        ? isOptionalVolatileHeader(name)
        : isVolatileHeader(name) || isVolatileValue(name, was, is),
  );
}

/** A field that was added or removed says more than that its value differs. */
function isVolatileField(name: string, was: string | null, is: string | null): boolean {
  return was !== null && is !== null && isVolatileValue(name, was, is);
}

function changesByName(
  before: readonly Field[],
  after: readonly Field[],
  same: (name: string) => string,
  isVolatile: (name: string, was: string | null, is: string | null) => boolean,
): Change[] {
  const [was, is] = [grouped(before, same), grouped(after, same)];
  const names = new Set([...is.keys(), ...was.keys()]);
  return [...names].flatMap((key) => {
    const [old, now] = withoutCommonEnds(was.get(key) ?? [], is.get(key) ?? []);
    const changes: Change[] = [];
    for (let at = 0; at < Math.max(old.length, now.length); at++) {
      const [from, to] = [old[at], now[at]];
      const where = (to ?? from)![0];
      const before = from === undefined ? null : (from[1] ?? '');
      const after = to === undefined ? null : (to[1] ?? '');
      if (from && to && from[1] === to[1]) continue;
      const kind = before === null ? 'added' : after === null ? 'removed' : 'changed';
      changes.push({ kind, where, before, after, volatile: isVolatile(where, before, after) });
    }
    return changes;
  });
}

function grouped(fields: readonly Field[], same: (name: string) => string): Map<string, Field[]> {
  const groups = new Map<string, Field[]>();
  for (const field of fields) {
    const key = same(field[0]);
    const group = groups.get(key);
    if (group) group.push(field);
    else groups.set(key, [field]);
  }
  return groups;
}

/** Both lists without the values they begin and end with alike. */
function withoutCommonEnds(
  before: readonly Field[],
  after: readonly Field[],
): [readonly Field[], readonly Field[]] {
  let start = 0;
  while (start < before.length && start < after.length && before[start]![1] === after[start]![1]) start++;
  let end = 0;
  const most = Math.min(before.length, after.length) - start;
  while (end < most && before.at(-1 - end)![1] === after.at(-1 - end)![1]) end++;
  return [before.slice(start, before.length - end), after.slice(start, after.length - end)];
}
