import { freshId, type Random } from '#lib/providers/replay/fresh-id.ts';

const isoDate = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(\.\d+)?(Z|[+-]\d\d:\d\d)$/;
/** Numbers and object names that occur within texts, such as URLs. */
const inText = /\b(?:[\da-f]{40}|\d{4,})\b/g;

/**
 * A JSON value with other IDs and times. The same ID is replaced by the same one everywhere, also in URLs. All times are moved by
 * the same span, so that the latest is `now` (milliseconds since the epoch).
 */
export function freshen(value: unknown, now: number, random: Random): unknown {
  const ids = new Map<string, string>();
  let latest = Number.NEGATIVE_INFINITY;
  visit(value, '', (leaf, name) => {
    latest = Math.max(latest, timeOf(leaf, name) ?? latest);
    const id = idOf(leaf, name);
    if (id !== null && !ids.has(id)) ids.set(id, freshId(id, random));
  });
  const shift = latest === Number.NEGATIVE_INFINITY ? 0 : Math.floor((now - latest) / 1000) * 1000;

  return copied(value, '', (leaf, name) => {
    if (typeof leaf === 'number') {
      if (isSeconds(leaf, name)) return leaf + shift / 1000;
      return Number(ids.get(idOf(leaf, name) ?? '') ?? leaf);
    }
    if (typeof leaf !== 'string') return leaf;
    const [, local, fraction = '', zone] = isoDate.exec(leaf) ?? [];
    if (local !== undefined) {
      return new Date(Date.parse(`${local}Z`) + shift).toISOString().slice(0, 19) + fraction + zone;
    }
    return ids.get(leaf) ?? leaf.replace(inText, (id) => ids.get(id) ?? id);
  });
}

/** An ID that is to be replaced: of four digits or more, of a commit, or a node ID; else null. */
function idOf(leaf: unknown, name: string): string | null {
  if (typeof leaf === 'number') return /(?:^|_)id$/.test(name) && leaf >= 1000 ? String(leaf) : null;
  if (typeof leaf !== 'string') return null;
  return name === 'node_id' || (/^[\da-f]{40}$/.test(leaf) && !/^0+$/.test(leaf)) ? leaf : null;
}

function timeOf(leaf: unknown, name: string): number | null {
  if (typeof leaf === 'number') return isSeconds(leaf, name) ? leaf * 1000 : null;
  return typeof leaf === 'string' && isoDate.test(leaf) ? Date.parse(leaf) : null;
}

/** Seconds since the epoch: repositories in pushes have them. */
function isSeconds(leaf: number, name: string): boolean {
  return name.endsWith('_at') && leaf > 1e9 && leaf < 1e10;
}

/** Calls a function with every value that is no array or object, and the name of its member. */
function visit(value: unknown, name: string, each: (leaf: unknown, name: string) => void): void {
  copied(value, name, (leaf, of) => {
    each(leaf, of);
    return leaf;
  });
}

function copied(value: unknown, name: string, change: (leaf: unknown, name: string) => unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => copied(item, name, change));
  if (typeof value !== 'object' || value === null) return change(value, name);
  return Object.fromEntries(
    Object.entries(value).map(([member, inner]) => [member, copied(inner, member, change)]),
  );
}
