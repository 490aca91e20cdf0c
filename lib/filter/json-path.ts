import { type JsonNode, type JsonObject, jsonString, jsonTree } from '#lib/body/json/value-positions.ts';
import { utf8OrNull } from '#lib/http/byte-string.ts';

/** A step of a path: a member's name, an item's index (from the end when negative), or all of either. */
export type JsonStep = string | number | null;

/** A path as far as it could be read, and what follows it. */
export type JsonPath = { readonly steps: readonly JsonStep[]; readonly rest: string };

const step = /\.(\*|[^.[\]=<>\s'"]+)|\[(\*|-?\d{1,9})\]|\['((?:[^'\\]|\\.)*)'\]|\["((?:[^"\\]|\\.)*)"\]/y;

/**
 * Reads the beginning of a text as a path of RFC 9535, as far as people need it to name places: `$`, `.name`, `['a name']`,
 * `[0]`, `[-1]`, `[*]` and `.*`. Null when it does not begin with `$`.
 */
export function readJsonPath(text: string): JsonPath | null {
  if (!text.startsWith('$')) return null;
  const steps: JsonStep[] = [];
  step.lastIndex = 1;
  let end = 1;
  for (let found = step.exec(text); found; found = step.exec(text)) {
    const [, name, index, single, double] = found;
    const quoted = single ?? double;
    if (name === '*' || index === '*') steps.push(null);
    else if (index !== undefined) steps.push(Number(index));
    else steps.push(name ?? quoted!.replace(/\\(.)/gs, '$1'));
    end = step.lastIndex;
  }
  return { steps, rest: text.slice(end) };
}

/** The values at a path: several where it says "all" or where an object has a name twice. */
export function valuesAt(root: JsonNode, steps: readonly JsonStep[]): JsonNode[] {
  return steps.reduce((nodes: JsonNode[], wanted) => nodes.flatMap((node) => stepInto(node, wanted)), [root]);
}

function stepInto(node: JsonNode, wanted: JsonStep): JsonNode[] {
  if (node.kind === 'array') {
    if (wanted === null) return [...node.items];
    const item = typeof wanted === 'number' ? node.items.at(wanted) : undefined;
    return item ? [item] : [];
  }
  if (node.kind !== 'object') return [];
  if (typeof wanted !== 'string') return wanted === null ? node.members.map(({ value }) => value) : [];
  return valuesNamed(node, wanted);
}

/** Objects with more members than this are looked up in by name; others are gone through. */
const fewMembers = 16;
const byName = new WeakMap<JsonObject, ReadonlyMap<string, JsonNode[]>>();

/** The values of all members of a name. A bin may ask thousands of times. */
function valuesNamed(node: JsonObject, wanted: string): JsonNode[] {
  if (node.members.length <= fewMembers)
    return node.members.filter(({ name }) => name === wanted).map(({ value }) => value);
  let index = byName.get(node);
  if (!index) {
    const made = new Map<string, JsonNode[]>();
    for (const { name, value } of node.members) {
      const same = made.get(name);
      if (same) same.push(value);
      else made.set(name, [value]);
    }
    index = made;
    byName.set(node, index);
  }
  return index.get(wanted) ?? [];
}

/** A JSON text and its tree. */
export type JsonText = { readonly text: string; readonly root: JsonNode };

const read = new WeakMap<Uint8Array, JsonText | null>();

/** The bytes as JSON, read once however many ask; null when they are none. */
export function jsonOf(bytes: Uint8Array): JsonText | null {
  const known = read.get(bytes);
  if (known !== undefined) return known;
  const text = bytes.length === 0 ? null : utf8OrNull(bytes);
  const root = text === null ? null : jsonTree(text);
  const found = text !== null && root ? { text, root } : null;
  read.set(bytes, found);
  return found;
}

/** What a value says: a string without quotes and escapes, all else as it was sent. */
export function saysOf(json: JsonText, node: JsonNode): string {
  if (node.kind !== 'string') return json.text.slice(node.start, node.end);
  const written = json.text.slice(node.start + 1, node.end - 1);
  if (!written.includes('\\')) return written;
  let said = unescapedStrings.get(node);
  if (said === undefined) {
    said = jsonString(json.text, node);
    unescapedStrings.set(node, said);
  }
  return said;
}

/** So that escapes are not undone again for each word of each rule. */
const unescapedStrings = new WeakMap<JsonNode, string>();
