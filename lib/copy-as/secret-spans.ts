import { readJson } from '#lib/body/json.ts';
import { skipSpace } from '#lib/body/json-value.ts';
import type { MaskRules } from './mask-rules.ts';
import { NamedValues } from './named-values.ts';
import type { NameKind } from './secret-names.ts';
import { type Span, secretShapes } from './secret-values.ts';
import { jsonStringEnd, jsonStringView, percentView, type TextView } from './text-view.ts';

/** What a search knows beforehand. */
export type Search = {
  /** Secrets that were found elsewhere: replaced wherever they occur again. Byte strings. */
  readonly known: readonly string[];
  /** The name under which the text stands, empty when it has none. */
  readonly name: string;
  /** How many texts it is inside of: JSON in a string in a form is at 2. */
  readonly depth: number;
  readonly nameKind: (name: string) => NameKind;
  /** What somebody wants kept back. Then nothing is left to chance: whatever may be part of a secret is taken for it. */
  readonly rules: MaskRules | null;
  /** Told of every secret found, as it is meant, not as it is written. */
  readonly found: (secret: string) => void;
};

/** Bodies within bodies are read so deep: hostile ones go on for ever. */
const DEEPEST = 4;

/** The secrets in a text of any kind, a byte string: JSON, a form, or else a text with names and values in it. */
export function secretSpans(text: string, search: Search): Span[] {
  const isJson = looksLikeJson(text);
  const isForm = !isJson && looksLikeForm(text);
  if (search.depth < DEEPEST) {
    if (isJson) return jsonSecrets(text, search);
    if (isForm) return formSecrets(text, /&/, search);
  } else if (search.rules && (isJson || isForm)) {
    return [{ start: 0, end: text.length }];
  }
  return [...textSecrets(text, search), ...namedSecrets(text, search)];
}

/** Whether a text, a byte string, begins as JSON does. */
export function looksLikeJson(text: string): boolean {
  return /^(?:\xef\xbb\xbf)?[ \t\r\n]*[{["]/.test(text);
}

/** Whether a text is `name=value` pieces and nothing else. */
export function looksLikeForm(text: string): boolean {
  return /^[^\s=&<>{}"'?:/]{1,200}=[^\s<>"]*$/.test(text);
}

/** The secrets among the `name=value` pieces between separators. */
export function formSecrets(text: string, separator: RegExp, search: Search): Span[] {
  const spans = occurrences(text, search.known);
  let at = 0;
  for (const piece of text.split(separator)) {
    if (piece !== '') append(spans, pieceSecrets(piece, at, search));
    at += piece.length + 1;
  }
  return spans;
}

/** Whether the value of a field of a form is a secret: a form is flat, so each is at the top of it. */
export function isSecretField(name: string, { nameKind, rules }: Search): boolean {
  return nameKind(name).secret || rules?.field([name], true) === true;
}

function pieceSecrets(piece: string, base: number, search: Search): Span[] {
  const equals = piece.indexOf('=');
  const name = percentView(piece.slice(0, Math.max(0, equals)), base);
  const value = percentView(piece.slice(equals + 1), base + equals + 1);
  return [
    ...inside(name, { ...search, name: 'id' }, textSecrets),
    ...(isSecretField(name.text, search)
      ? whole(value, search)
      : nested(value, { ...search, name: name.text })),
  ];
}

/**
 * The secrets in JSON, found in the text as written: nothing is parsed and written again. Goes on after a fault, so that
 * a body cut short is searched too; then as a text besides.
 */
function jsonSecrets(text: string, search: Search): Span[] {
  const reading = readJson(text.replace(/^\xef\xbb\xbf/, '   '));
  reading.readUpTo(Number.POSITIVE_INFINITY);
  const spans = textSecrets(text, { ...search, name: 'id' });
  if (reading.error !== null) append(spans, namedSecrets(text, search));
  /** The name under which each open container stands; an array's elements stand under the name of the array. */
  const open: string[] = [];
  const named = search.rules ? new NamedValues(search.rules) : null;
  /** The outermost of them that is secret: everything below it is. */
  let secretFrom = Number.POSITIVE_INFINITY;
  let name = search.name;
  for (let at = 0; at < text.length; ) {
    const character = text.charAt(at);
    if (character === '"') {
      const { inside: last, end } = jsonStringEnd(text, at);
      const view = jsonStringView(text.slice(at + 1, last), at + 1);
      const isName = text.charAt(skipSpace(text, end)) === ':';
      if (isName) name = view.text;
      if (isName) named?.name(name);
      const isNamed = !isName && named?.value(at, end) === true;
      const secret = !isName && (isNamed || open.length >= secretFrom || search.nameKind(name).secret);
      if (secret) append(spans, whole(view, search));
      else if (!isName) append(spans, nested(view, { ...search, name }));
      at = end;
    } else if (character === '{' || character === '[') {
      open.push(name);
      const isNamed = named?.begin(at, character) === true;
      if (isNamed || search.nameKind(name).secret) secretFrom = Math.min(secretFrom, open.length);
      at++;
    } else if (character === '}' || character === ']') {
      named?.end(at + 1);
      if (open.length === secretFrom) secretFrom = Number.POSITIVE_INFINITY;
      name = open.pop() ?? search.name;
      at++;
    } else if (/[-\d]/.test(character)) {
      const number = numberAt(text, at);
      const secret =
        named?.value(at, at + number.length) ||
        open.length >= secretFrom ||
        search.nameKind(name).secretNumber ||
        search.known.includes(number);
      if (secret) spans.push({ start: at, end: at + number.length, replacement: '"[redacted]"' });
      if (secret) search.found(number);
      at += number.length;
    } else {
      const literal = named && literalAt(text, at);
      if (literal) named?.value(at, at + literal.length);
      at += literal?.length || 1;
    }
  }
  named?.endAll(text.length);
  append(spans, named?.spans ?? []);
  return spans;
}

/** `true`, `false`, `null`, and what looks like them. */
function literalAt(text: string, at: number): string {
  const literal = /[A-Za-z]*/y;
  literal.lastIndex = at;
  return literal.exec(text)![0];
}

/** A call takes only so many arguments, and a hostile body has more secrets. */
function append(spans: Span[], more: readonly Span[]): void {
  for (const span of more) spans.push(span);
}

function numberAt(text: string, at: number): string {
  const number = /[-+.\deE]+/y;
  number.lastIndex = at;
  return number.exec(text)![0];
}

/** `password: x`, `?token=x`, `<pin>1</pin>` in a text that is neither JSON nor a form. */
function namedSecrets(text: string, search: Search): Span[] {
  const spans: Span[] = [];
  const name =
    /(?<![\w.-])([A-Za-z][\w.-]{0,63})(?:\\?["']?[ \t]{0,8}[:=][ \t]{0,8}|(?:[ \t][^<>]{0,256})?>)/g;
  for (let found = name.exec(text); found; found = name.exec(text)) {
    if (!search.nameKind(found[1]!).secret || (search.rules && hasNoValue(text, found))) {
      // The value may hold names itself: `url=https://h/?token=x`.
      name.lastIndex = found.index + found[1]!.length;
      continue;
    }
    const span = search.rules
      ? anyValueAt(text, name.lastIndex, found)
      : valueAt(text, name.lastIndex, isLine(text, found));
    name.lastIndex = Math.max(name.lastIndex, span.end);
    if (span.end > span.start) spans.push(span);
    if (span.end > span.start) search.found(text.slice(span.start, span.end));
  }
  return spans;
}

/** Whether a line of its own begins with the name, as in YAML and in header fields: its value has the rest of the line. */
function isLine(text: string, found: RegExpExecArray): boolean {
  const before = text.slice(Math.max(0, found.index - 40), found.index);
  return /(?:^|[\r\n])[ \t-]*$/.test(before) && /: *$/.test(found[0]);
}

/** An end tag, or an element that is one. */
function hasNoValue(text: string, { 0: written, index }: RegExpExecArray): boolean {
  if (!written.endsWith('>')) return false;
  return written.endsWith('/>') || /<\/(?:[\w.-]+:)?$/.test(text.slice(Math.max(0, index - 70), index));
}

/** All that may be the value: an element's content up to its end tag, a quoted text, else the rest of the line. */
function anyValueAt(text: string, at: number, [written, name]: RegExpExecArray): Span {
  if (written.endsWith('>')) {
    const endTag = new RegExp(`</(?:[\\w.-]+:)?${name!.replaceAll('.', '\\.')}[\\s>]`, 'gi');
    endTag.lastIndex = at;
    return { start: at, end: endTag.exec(text)?.index ?? text.length };
  }
  const value = /\\?"((?:[^"\\]|\\[^"])*)"|'([^'\r\n]*)'|([^\r\n]*)/dy;
  value.lastIndex = at;
  const [start, end] = value
    .exec(text)!
    .indices!.slice(1)
    .find((group) => group !== undefined)!;
  return { start, end };
}

function valueAt(text: string, at: number, line: boolean): Span {
  const value = line ? /[^\r\n]*/y : /\\?"((?:[^"\\]|\\[^"])*)|'([^']*)|([^\s"'<>&]*)/dy;
  value.lastIndex = at;
  const found = value.exec(text)!;
  const [start, end] = found.indices?.slice(1).find((group) => group !== undefined) ?? [at, value.lastIndex];
  return { start, end };
}

/** What looks like a secret or is known as one, whatever stands around it. */
function textSecrets(text: string, search: Search): Span[] {
  const shapes = secretShapes(text, !search.nameKind(search.name).identifier);
  for (const { start, end } of shapes) search.found(text.slice(start, end));
  return [...shapes, ...occurrences(text, search.known)];
}

function occurrences(text: string, known: readonly string[]): Span[] {
  const spans: Span[] = [];
  for (const secret of known) {
    for (let at = text.indexOf(secret); at >= 0; at = text.indexOf(secret, at + secret.length)) {
      spans.push({ start: at, end: at + secret.length });
    }
  }
  return spans;
}

function whole(view: TextView, search: Search): Span[] {
  if (view.text === '') return [];
  search.found(view.text);
  return [view.origin({ start: 0, end: view.text.length })];
}

/** What is known was looked for in the writing, so only where the meaning differs it is looked for again. */
function nested(view: TextView, search: Search): Span[] {
  if (view.text === '') return [];
  const known = view.isPlain && !/[\\%+]/.test(view.text) ? [] : search.known;
  return inside(view, { ...search, known, depth: search.depth + 1 }, secretSpans);
}

function inside(view: TextView, search: Search, find: (text: string, search: Search) => Span[]): Span[] {
  return find(view.text, search).map((span) => view.origin(span));
}
