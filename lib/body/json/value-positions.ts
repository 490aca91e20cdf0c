import { scanScalar, scanString, skipSpace } from './scan.ts';
import { unescaped } from './string.ts';

/**
 * A JSON text as a tree of positions in it. Nothing is converted: a number is the digits that were sent, an object has
 * duplicate names twice, and the source of a node is `text.slice(node.start, node.end)`.
 */
export type JsonNode = JsonObject | JsonArray | JsonScalar;
export type JsonObject = Place & { readonly kind: 'object'; readonly members: readonly JsonMember[] };
export type JsonArray = Place & { readonly kind: 'array'; readonly items: readonly JsonNode[] };
export type JsonScalar = Place & { readonly kind: 'string' | 'number' | 'literal' };

/** The range of a value in the text, in UTF-16 code units; strings with their quotes. */
type Place = { readonly start: number; readonly end: number };

/** A member of an object, with its unescaped name. */
export type JsonMember = { readonly name: string; readonly value: JsonNode };

/** A container whose end has not been read. */
type Open =
  | { readonly kind: 'object'; readonly start: number; readonly members: JsonMember[]; name: string }
  | { readonly kind: 'array'; readonly start: number; readonly items: JsonNode[] };

const quote = 0x22;
const comma = 0x2c;
const colon = 0x3a;

/** The most values of a tree: each takes memory, at no cost to a hostile sender. */
const mostValues = 1_000_000;

/**
 * The tree of a JSON text (RFC 8259; a byte order mark is skipped). Null if it is not valid JSON, or has more than a
 * million values. It has no recursion, so any depth is read.
 */
export function jsonTree(text: string): JsonNode | null {
  const open: Open[] = [];
  let at = skipSpace(text, text.charCodeAt(0) === 0xfeff ? 1 : 0);
  let values = 0;
  for (;;) {
    if (++values > mostValues) return null;
    let node: JsonNode;
    const inside = open.at(-1);
    const code = text[at];
    if (inside && code === (inside.kind === 'object' ? '}' : ']') && isEmpty(inside)) {
      node = closeContainer(inside, at + 1);
      open.pop();
    } else {
      if (inside?.kind === 'object') {
        const named = memberName(text, at);
        if (named === null) return null;
        inside.name = named.name;
        at = named.valueAt;
      }
      if (text[at] === '{' || text[at] === '[') {
        open.push(
          text[at] === '{'
            ? { kind: 'object', start: at, members: [], name: '' }
            : { kind: 'array', start: at, items: [] },
        );
        at = skipSpace(text, at + 1);
        continue;
      }
      const end = scanScalar(text, at);
      if (typeof end !== 'number') return null;
      node = { kind: scalarKind(text.charCodeAt(at)), start: at, end };
    }
    // A complete value is added to its container, which may be complete with it.
    for (;;) {
      at = skipSpace(text, node.end);
      const around = open.at(-1);
      if (!around) return at === text.length ? node : null;
      put(around, node);
      if (text.charCodeAt(at) === comma) {
        at = skipSpace(text, at + 1);
        // Another value must follow a comma.
        if (text[at] === '}' || text[at] === ']') return null;
        break;
      }
      if (text[at] !== (around.kind === 'object' ? '}' : ']')) return null;
      node = closeContainer(around, at + 1);
      open.pop();
    }
  }
}

/** The unescaped text of a string node (RFC 8259 §7). Lone surrogates are kept. */
export function jsonString(text: string, { start, end }: Place): string {
  return unescaped(text.slice(start + 1, end - 1));
}

function isEmpty(open: Open): boolean {
  return open.kind === 'object' ? open.members.length === 0 : open.items.length === 0;
}

function put(around: Open, node: JsonNode): void {
  if (around.kind === 'object') around.members.push({ name: around.name, value: node });
  else around.items.push(node);
}

function closeContainer(open: Open, end: number): JsonNode {
  return open.kind === 'object'
    ? { kind: 'object', start: open.start, end, members: open.members }
    : { kind: 'array', start: open.start, end, items: open.items };
}

function memberName(text: string, at: number): { name: string; valueAt: number } | null {
  if (text.charCodeAt(at) !== quote) return null;
  const end = scanString(text, at);
  if (typeof end !== 'number') return null;
  const colonAt = skipSpace(text, end);
  if (text.charCodeAt(colonAt) !== colon) return null;
  return { name: unescaped(text.slice(at + 1, end - 1)), valueAt: skipSpace(text, colonAt + 1) };
}

function scalarKind(code: number): JsonScalar['kind'] {
  if (code === quote) return 'string';
  return code === 0x2d || (code >= 0x30 && code <= 0x39) ? 'number' : 'literal';
}
