import { skipSpace } from '#lib/body/json/scan.ts';
import { isJson } from '#lib/body/json/valid.ts';
import { noSecrets } from './known-secrets.ts';
import { namedSecrets } from './named-secrets.ts';
import { NamedValues } from './named-values.ts';
import { pairedSecrets } from './paired-secrets.ts';
import type { Search } from './search.ts';
import type { NameKind } from './secret-names.ts';
import { stepSecretsIn } from './secret-steps.ts';
import { secretShapes } from './secret-values.ts';
import type { Span } from './span.ts';
import { jsonStringEnd, jsonStringView, percentView, type TextView } from './unescaped-text.ts';

/** The deepest nesting of bodies in bodies that is searched; hostile ones may be nested endlessly. */
const DEEPEST = 4;

/** Finds the secrets in a text of any kind (byte string): JSON, a form, or other text with names and values. */
export function secretSpans(text: string, search: Search): Span[] {
  const mayBeJson = looksLikeJson(text);
  const isForm = !mayBeJson && looksLikeForm(text);
  if (search.depth < DEEPEST) {
    if (mayBeJson) return jsonSecrets(text, search);
    if (isForm) return formSecrets(text, /&/, search);
  } else if (search.rules && (mayBeJson || isForm)) {
    return [{ start: 0, end: text.length }];
  }
  const spans = textSecrets(text, search);
  append(spans, namedSecrets(text, search));
  if (search.rules) append(spans, stepSecretsIn(text, search));
  return spans;
}

/** Whether a text (byte string) begins like JSON. */
export function looksLikeJson(text: string): boolean {
  return /^(?:\xef\xbb\xbf)?[ \t\r\n]*[{["]/.test(text);
}

/** Whether a text consists only of `name=value` pieces. */
export function looksLikeForm(text: string): boolean {
  return /^[^\s=&<>{}"'?:/]{1,200}=[^\s<>"]*$/.test(text);
}

/** Finds the secrets in `name=value` pieces between separators. */
export function formSecrets(text: string, separator: RegExp, search: Search): Span[] {
  const spans = search.known.spansIn(text);
  const hasGrant = isGrant(text);
  let at = 0;
  for (const piece of text.split(separator)) {
    if (piece !== '') append(spans, pieceSecrets(piece, at, search, hasGrant));
    at += piece.length + 1;
  }
  return spans;
}

/** Finds the secrets in a text with percent-encoding, such as a URL or a file name in a header, as they are after decoding it. */
export function escapedSecrets(text: string, search: Search): Span[] {
  if (!/%[\da-f]{2}/i.test(text)) return [];
  return inside(percentView(text, 0), search, textSecrets);
}

/** Whether the value of a form field is a secret. A form is flat, so every field is at the top level. */
export function isSecretField(name: string, { nameKind, rules }: Search): boolean {
  return nameKind(name).secret || rules?.field([name], true) === true;
}

/** Whether the field `code` of a form is the authorization code of OAuth (RFC 6749 §4.1.2 and §4.1.3). */
function isGrant(text: string): boolean {
  return /(?:^|[?&#])code=/.test(text) && /(?:^|[?&#])(?:state|session_state|grant_type)=/.test(text);
}

function pieceSecrets(piece: string, base: number, search: Search, hasGrant: boolean): Span[] {
  const equals = piece.indexOf('=');
  const name = percentView(piece.slice(0, Math.max(0, equals)), base);
  if (isSecretField(name.text, search) || (hasGrant && name.text === 'code'))
    return [
      ...inNames(name, search),
      ...whole(percentView(piece.slice(equals + 1), base + equals + 1), search),
    ];
  const later = search.rules ? laterSecret(piece, search) : piece.length;
  const value = percentView(piece.slice(equals + 1, later), base + equals + 1);
  return [
    ...inNames(name, search),
    ...nestedSecrets(value, search, name.text),
    ...(later < piece.length ? whole(percentView(piece.slice(later), base + later), search) : []),
  ];
}

function inNames(name: TextView, search: Search): Span[] {
  return inside(name, { ...search, name: 'id' }, textSecrets);
}

/**
 * Where in a piece the value of a secret begins that follows other values: `a=1;token=x`, as in paths with parameters and in lists. Its
 * end cannot be told, so it is that of the piece. The length of the piece if there is none.
 */
function laterSecret(piece: string, search: Search): number {
  for (const { 0: before, 1: name, index } of piece.matchAll(/[;,][ \t]{0,8}([^=;,]{1,200})=/g)) {
    if (isSecretField(percentView(name!, 0).text, search)) return index + before.length;
  }
  return piece.length;
}

/**
 * Finds the secrets in JSON as written, without parsing and serializing it. It continues after a syntax error, so that a
 * truncated body is searched too; invalid JSON is also searched as text.
 */
function jsonSecrets(text: string, search: Search): Span[] {
  const spans = textSecrets(text, { ...search, name: 'id' });
  if (!isJson(text.replace(/^\xef\xbb\xbf/, '   '))) append(spans, namedSecrets(text, search));
  if (search.rules) append(spans, pairedSecrets(text, search));
  /** The name of each open container; elements of an array have the name of the array. */
  const open: string[] = [];
  const named = search.rules ? new NamedValues(search.rules) : null;
  /** The outermost secret container: everything in it is secret. */
  let secretFrom = Number.POSITIVE_INFINITY;
  let name = search.name;
  for (let at = 0; at < text.length; ) {
    const code = text.charCodeAt(at);
    if (code === quote) {
      const { inside: last, end } = jsonStringEnd(text, at);
      const view = jsonStringView(text.slice(at + 1, last), at + 1);
      const isName = text.charCodeAt(skipSpace(text, end)) === colon;
      if (isName) name = view.text;
      if (isName) named?.name(name);
      if (isName && search.rules && open.length >= secretFrom && !isWord(name))
        append(spans, whole(view, search));
      const isNamed = !isName && named?.value(at, end) === true;
      const secret = !isName && (isNamed || open.length >= secretFrom || search.nameKind(name).secret);
      if (secret) append(spans, whole(view, search));
      else if (!isName) append(spans, nestedSecrets(view, search, name));
      at = end;
    } else if (code === openBrace || code === openBracket) {
      open.push(name);
      const isNamed = named?.begin(at, text.charAt(at)) === true;
      if (isNamed || search.nameKind(name).secret) secretFrom = Math.min(secretFrom, open.length);
      at++;
    } else if (code === closeBrace || code === closeBracket) {
      named?.end(at + 1);
      if (open.length === secretFrom) secretFrom = Number.POSITIVE_INFINITY;
      name = open.pop() ?? search.name;
      at++;
    } else if (code === minus || isDigit(code)) {
      const end = numberEnd(text, at);
      const isNamed = named?.value(at, end) === true;
      const secret = isNamed || open.length >= secretFrom || isSecretNumber(search.nameKind(name), search);
      // A known secret may be a part of another number: masked alone, it would leave something that is not JSON.
      if (secret || (!search.known.isEmpty && search.known.spansIn(text.slice(at, end)).length > 0)) {
        spans.push({ start: at, end, replacement: '"[redacted]"' });
        search.found(text.slice(at, end));
      }
      at = end;
    } else {
      const end = named === null ? at : literalEnd(text, at);
      if (end > at) named?.value(at, end);
      at = Math.max(end, at + 1);
    }
  }
  named?.endAll(text.length);
  append(spans, named?.spans ?? []);
  return spans;
}

/** Whether numbers of a name are secret. With rules, all but those that count something are. */
function isSecretNumber({ secret, secretNumber, isCount }: NameKind, { rules }: Search): boolean {
  return secretNumber || (rules !== null && secret && !isCount);
}

/** Whether the name of a member in a secret is a word. Others may be secrets themselves: `{"tokens": {"abc123": 1}}`. */
function isWord(name: string): boolean {
  return /^[A-Za-z_]{1,40}$/.test(name);
}

/** The end of `true`, `false`, `null`, and similar words. */
function literalEnd(text: string, at: number): number {
  let end = at;
  while (isLetter(text.charCodeAt(end))) end++;
  return end;
}

/** Appends spans one by one: a call has a limit of arguments, and a hostile body may have more secrets. */
function append(spans: Span[], more: readonly Span[]): void {
  for (const span of more) spans.push(span);
}

/** The end of a run of characters that occur in numbers. */
function numberEnd(text: string, at: number): number {
  let end = at;
  while (end < text.length && '-+.eE0123456789'.includes(text.charAt(end))) end++;
  return end;
}

const quote = 0x22;
const colon = 0x3a;
const minus = 0x2d;
const openBrace = 0x7b;
const closeBrace = 0x7d;
const openBracket = 0x5b;
const closeBracket = 0x5d;
const isDigit = (code: number) => code >= 0x30 && code <= 0x39;
const isLetter = (code: number) => (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a);

/** Finds text that looks like a secret or is a known one, in any context. */
function textSecrets(text: string, search: Search): Span[] {
  const shapes = secretShapes(text, !search.nameKind(search.name).identifier);
  for (const { start, end } of shapes) search.found(text.slice(start, end));
  append(shapes, search.known.spansIn(text));
  return shapes;
}

function whole(view: TextView, search: Search): Span[] {
  if (view.text === '') return [];
  search.found(view.text);
  return [view.origin({ start: 0, end: view.text.length })];
}

/** The shortest text with a name, a separator and a value. */
const shortestNamed = 3;

/**
 * Searches a nested text. Known secrets were already searched for in the text as written, so only unescaped text is
 * searched for them again.
 */
function nestedSecrets(view: TextView, search: Search, name: string): Span[] {
  const { text } = view;
  // Most values are plain words, which cannot contain any of the searched structures.
  const isDeepest = search.depth + 1 >= DEEPEST && search.rules !== null;
  if (text.length < shortestNamed && !isDeepest) return [];
  if (text.length < 8 && !/[/:=>{["]/.test(text)) return [];
  const known = view.isPlain && !/[\\%+]/.test(text) ? noSecrets : search.known;
  return inside(view, { ...search, known, name, depth: search.depth + 1 }, secretSpans);
}

function inside(view: TextView, search: Search, find: (text: string, search: Search) => Span[]): Span[] {
  return find(view.text, search).map((span) => view.origin(span));
}
