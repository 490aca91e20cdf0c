import { diffArrays } from 'diff';
import { type JsonNode, jsonString } from '#lib/body/json/value-positions.ts';
import { compact } from './json-text.ts';

type Items = { readonly text: string; readonly items: readonly JsonNode[] };

/** An element before and the one it became; `index` is its place now, or where it was. */
export type Matched = {
  readonly from: JsonNode | null;
  readonly to: JsonNode | null;
  readonly index: number;
};

/** Members by which elements of an array are known, the surer first. */
const identities = ['id', 'key', 'name', 'sku', 'code', 'email', 'type'];

/** Edits after which two arrays are compared element by element instead. */
const mostEdits = 400;

/**
 * Matches the elements of two arrays: those that name themselves (objects all having a scalar `id`, `key` …, each once) by
 * that, others by what they are; what stands between elements that stayed is paired in order.
 */
export function matchItems(before: Items, after: Items): Matched[] {
  const [was, is] = [named(before), named(after)];
  return was && is && was.member === is.member
    ? byIdentity(before, after, was.ids, is.ids)
    : byContent(before, after);
}

function byIdentity(before: Items, after: Items, was: readonly string[], is: readonly string[]): Matched[] {
  const places = new Map(was.map((id, index) => [id, index]));
  const kept = new Set(is);
  const matched = is.map((id, index) => {
    const old = places.get(id);
    return { from: old === undefined ? null : before.items[old]!, to: after.items[index]!, index };
  });
  const gone = was.flatMap((id, index) =>
    kept.has(id) ? [] : [{ from: before.items[index]!, to: null, index }],
  );
  return [...matched, ...gone];
}

/** The member all elements are known by, and what it says of each. */
function named({ text, items }: Items): { member: string; ids: string[] } | null {
  if (items.length === 0) return null;
  for (const member of identities) {
    const ids = items.map((item) => idOf(text, item, member));
    if (ids.every((id) => id !== null) && new Set(ids).size === ids.length)
      return { member, ids: ids as string[] };
  }
  return null;
}

function idOf(text: string, item: JsonNode, member: string): string | null {
  if (item.kind !== 'object') return null;
  const value = item.members.find(({ name }) => name === member)?.value;
  if (value?.kind === 'string') return jsonString(text, value);
  return value?.kind === 'number' ? text.slice(value.start, value.end) : null;
}

function byContent(before: Items, after: Items): Matched[] {
  const [was, is] = [
    before.items.map((item) => compact(before.text, item)),
    after.items.map((item) => compact(after.text, item)),
  ];
  const edits = diffArrays(was, is, { maxEditLength: mostEdits });
  if (!edits) return inOrder(before.items, after.items, 0, 0);
  const matched: Matched[] = [];
  let [old, now] = [0, 0];
  let [removed, added] = [0, 0];
  const settle = () => {
    matched.push(
      ...inOrder(before.items.slice(old, old + removed), after.items.slice(now, now + added), old, now),
    );
    old += removed;
    now += added;
    removed = 0;
    added = 0;
  };
  for (const edit of edits) {
    if (edit.removed) removed += edit.value.length;
    else if (edit.added) added += edit.value.length;
    else {
      settle();
      old += edit.value.length;
      now += edit.value.length;
    }
  }
  settle();
  return matched;
}

function inOrder(
  before: readonly JsonNode[],
  after: readonly JsonNode[],
  old: number,
  now: number,
): Matched[] {
  return Array.from({ length: Math.max(before.length, after.length) }, (_, at) => ({
    from: before[at] ?? null,
    to: after[at] ?? null,
    index: at < after.length ? now + at : old + at,
  }));
}
