import { WrittenLength } from '../limits.ts';

/** A text. `unknown` has the variables and expressions in it that are kept as they are written. */
export type Text = { readonly kind: 'text'; readonly text: string; readonly unknown: readonly string[] };

/** A value in a script. `unknown` is the value of an expression that was not understood as a whole. */
export type Value =
  | Text
  /** A number, `$true`, `$false` or `$null`: how it looks in JSON, and as text. */
  | { readonly kind: 'literal'; readonly json: string; readonly text: string }
  /** A byte string, and what its text kept as it was written. */
  | { readonly kind: 'bytes'; readonly bytes: string; readonly unknown: readonly string[] }
  | { readonly kind: 'list'; readonly items: readonly Value[] }
  | { readonly kind: 'cookie'; readonly pair: Text }
  | Unknown
  | Table
  | Session;

type Unknown = { readonly kind: 'unknown' };

export const unknown: Unknown = { kind: 'unknown' };

/** The longest name of a variable, a header or a parameter. */
export const longestName = 1000;

/** The deepest nesting of brackets and tables that is read. */
export const deepest = 50;

/** Nobody reads more notes about what is unknown in one text. */
const mostUnknown = 20;

/** About what an entry of a table takes besides its texts, in characters. */
const entryLength = 32;

/** A table of PowerShell: its keys are compared without case. It is changed in place, as all variables that share it see. */
export class Table {
  readonly kind = 'table';
  readonly #entries = new Map<string, readonly [name: string, value: Value]>();
  /** How deep its values are nested. */
  depth = 1;

  get entries(): Iterable<readonly [name: string, value: Value]> {
    return this.#entries.values();
  }

  get size(): number {
    return this.#entries.size;
  }

  set(name: string, value: Value): void {
    const key = name.slice(0, longestName).toLowerCase();
    const kept = name.length > longestName || depthOf(value) >= deepest ? unknown : value;
    this.#entries.set(key, [this.#entries.get(key)?.[0] ?? name.slice(0, longestName), kept]);
    this.depth = Math.max(this.depth, depthOf(kept) + 1);
  }
}

/** A session of web requests. It is changed in place, as all variables that share it see. */
export class Session {
  readonly kind = 'session';
  /** Null if none is set. */
  userAgent: Text | Unknown | null = null;
  /** The value of Cookie; null without cookies. */
  cookies: Text | null = null;
  hasUnknownCookies = false;
  /** The properties that are set, but not read. */
  readonly ignored = new Set<string>();

  addCookie(cookie: Value): void {
    if (cookie.kind !== 'cookie') this.hasUnknownCookies = true;
    else if (this.cookies === null) this.cookies = cookie.pair;
    else this.cookies = textAfter(textAfter(this.cookies, textValue('; ')), cookie.pair);
  }

  /** How much a request with this session writes, in characters. */
  get length(): number {
    const agent = this.userAgent?.kind === 'text' ? this.userAgent.text.length : 0;
    return agent + (this.cookies?.text.length ?? 0);
  }
}

/** The variables of a script, and the length of what they put into other texts. */
export class ScriptVariables {
  readonly #values = new Map<string, Value>();
  readonly #written = new WrittenLength('With its variables, the text has');

  /** The value of `$name`, which counts as written. */
  get(name: string): Value {
    const value = this.#values.get(keyOf(name)) ?? unknown;
    this.#countValue(value);
    return value;
  }

  /** The value of `$name`, to change it or to add to it; it does not count. Null if it was never set. */
  peek(name: string): Value | null {
    return this.#values.get(keyOf(name)) ?? null;
  }

  set(name: string, value: Value): void {
    if (name.length <= longestName) this.#values.set(keyOf(name), value);
  }

  /** Counts characters that a script writes more often than its text has them. Fails with `draft-too-long`. */
  count(length: number): void {
    this.#written.add(length);
  }

  #countValue(value: Value): void {
    if (value.kind === 'text') this.count(value.text.length);
    else if (value.kind === 'bytes') this.count(value.bytes.length);
    else if (value.kind === 'session') this.count(value.length);
    else if (value.kind === 'list') {
      for (const item of value.items) {
        this.count(entryLength);
        this.#countValue(item);
      }
    } else if (value.kind === 'table') {
      for (const [name, item] of value.entries) {
        this.count(entryLength + name.length);
        this.#countValue(item);
      }
    }
  }
}

/** Scopes are not told apart: `$script:a` is `$a`. */
export function keyOf(name: string): string {
  return name.toLowerCase().replace(/^\$(?:script|global|local|private):/, '$');
}

/** A text without anything unknown. */
export function textValue(text: string): Text {
  return { kind: 'text', text, unknown: [] };
}

/** A list, unless it is nested too deep. */
export function listValue(items: readonly Value[]): Value {
  return items.some((item) => depthOf(item) >= deepest) ? unknown : { kind: 'list', items };
}

function depthOf(value: Value): number {
  if (value.kind === 'table') return value.depth;
  return value.kind === 'list' ? 1 + value.items.reduce((most, item) => Math.max(most, depthOf(item)), 0) : 0;
}

/** A value as PowerShell puts it into a text; null for values of which that is not known, or of no use. */
export function asText(value: Value): Text | null {
  if (value.kind === 'text') return value;
  return value.kind === 'literal' ? textValue(value.text) : null;
}

/** Names without repetition, and not too many. */
export function allUnknown(names: Iterable<string>): readonly string[] {
  return [...new Set(names)].slice(0, mostUnknown);
}

/** Several texts as one. */
export function joinedTexts(texts: readonly Text[], separator = ''): Text {
  return {
    kind: 'text',
    text: texts.map(({ text }) => text).join(separator),
    unknown: allUnknown(texts.flatMap((it) => it.unknown)),
  };
}

/** Two values as PowerShell adds them: to a text, anything that is one. Other sums are unknown. */
export function sumOf(value: Value, other: Value): Value {
  const end = asText(other);
  return value.kind !== 'text' || end === null ? unknown : textAfter(value, end);
}

/** A text and what follows it. Not `join`: of a long sum, each part would be copied again and again. */
function textAfter({ text, unknown: names }: Text, end: Text): Text {
  return { kind: 'text', text: text + end.text, unknown: allUnknown([...names, ...end.unknown]) };
}

/**
 * What ConvertTo-Json of PowerShell 7 writes for a value. Unknown if a part of it is, or if it is nested deeper than `depth`: PowerShell writes
 * the names of types there.
 */
export function jsonOf(
  value: Value,
  { depth, isCompact }: { depth: number; isCompact: boolean },
  variables: ScriptVariables,
): Value {
  const pieces: string[] = [];
  const names = new Set<string>();
  let isKnown = true;
  const add = (piece: string) => {
    variables.count(piece.length);
    pieces.push(piece);
  };
  const addAll = (
    level: number,
    brackets: string,
    items: Iterable<readonly [prefix: string, item: Value]>,
  ) => {
    const lineBreak = isCompact ? '' : `\n${'  '.repeat(level)}`;
    let isEmpty = true;
    isKnown &&= level <= depth;
    add(brackets[0]!);
    for (const [prefix, item] of items) {
      if (!isKnown) return;
      add(`${isEmpty ? '' : ','}${lineBreak}${isCompact ? '' : '  '}${prefix}`);
      write(item, level + 1);
      isEmpty = false;
    }
    add(`${isEmpty ? '' : lineBreak}${brackets[1]}`);
  };
  const write = (item: Value, level: number) => {
    if (item.kind === 'text') {
      for (const name of item.unknown) if (names.size < mostUnknown) names.add(name);
      add(jsonString(item.text));
    } else if (item.kind === 'literal') add(item.json);
    else if (item.kind === 'list') addAll(level, '[]', itemsOf(item.items));
    else if (item.kind === 'table') addAll(level, '{}', membersOf(item, isCompact));
    else isKnown = false;
  };
  write(value, 0);
  return isKnown ? { kind: 'text', text: pieces.join(''), unknown: [...names] } : unknown;
}

function* itemsOf(items: readonly Value[]): Iterable<readonly [string, Value]> {
  for (const item of items) yield ['', item];
}

function* membersOf(table: Table, isCompact: boolean): Iterable<readonly [string, Value]> {
  for (const [name, value] of table.entries) yield [`${jsonString(name)}:${isCompact ? '' : ' '}`, value];
}

/** Newtonsoft's JSON library escapes these, too. */
function jsonString(text: string): string {
  return JSON.stringify(text).replace(
    /[\x85\u2028\u2029]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
