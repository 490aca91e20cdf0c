import { toBytes } from '#lib/http/byte-string.ts';
import type { Header } from '#lib/model/capture.ts';
import type { Draft, DraftOptions } from '../draft.ts';
import { failIfTooManyHeaders, mostDrafts } from '../limits.ts';
import { unreadable } from '../pasted.ts';
import { draftOf } from '../request/draft-of.ts';
import { type FormPart, multipartForm } from '../request/multipart-form.ts';
import { utf8 } from '../request/utf8.ts';
import type { PowershellToken } from '../shell/powershell-tokens.ts';
import { Arguments, type Parameter } from './arguments.ts';
import { ExpressionReader } from './expressions.ts';
import { addressOf, type KnownValues } from './known-values.ts';
import type { Script } from './script.ts';
import type { Tokens } from './token-cursor.ts';
import { Session, type Table, unknown, type Value } from './values.ts';

const cmdlet = /^(?:Invoke-WebRequest|Invoke-RestMethod|iwr|irm)$/i;

/** The most commands in each other's arguments that are read: each is read again with those around it. */
const deepestCommand = 5;

/**
 * The requests of a statement, one for each Invoke-WebRequest and Invoke-RestMethod in it. Fails with `draft-unreadable` if one has no URL,
 * which is a place in `text`.
 */
export function draftsOfCmdlets(tokens: Tokens, script: Script, text: string): Draft[] {
  const found: Arguments[] = [];
  /** Where the commands end that are around a token. */
  const ends: number[] = [];
  for (const [at, token] of tokens.entries()) {
    while (ends.length > 0 && ends.at(-1)! <= at) ends.pop();
    if (token.kind !== 'word' || !cmdlet.test(token.text) || found.length > mostDrafts) continue;
    if (found.length > 0 && (ends.length >= deepestCommand || !isCommandAfter(tokens[at - 1]))) continue;
    const given = new Arguments();
    if (isPipedTo(tokens, at)) {
      // What is piped from one command to another is a response.
      given.set('Body', found.length === 0 ? pipedTo(tokens, at, script) : unknown);
    }
    ends.push(given.read(tokens, at + 1, script));
    if (found.length === 0) script.forgetTargets(tokens.slice(0, at));
    if (!given.values.has('Uri') && !given.hasUnknownTable)
      unreadable(text, token.at, 'This command has no -Uri.');
    found.push(given);
  }
  return found.map((given) => requestOf(given, script));
}

/** Whether a word after this token is a command, not an argument. */
function isCommandAfter(token: PowershellToken | undefined): boolean {
  if (token?.kind === 'word') return /^(?:&&|&|return)$/i.test(token.text);
  return (
    token === undefined ||
    token.kind === 'line-break' ||
    (token.kind === 'mark' && '(={|;'.includes(token.text))
  );
}

/** Whether something is piped to the command at `at`. After `||`, nothing is. */
function isPipedTo(tokens: Tokens, at: number): boolean {
  const [second, first] = [tokens[at - 2], tokens[at - 1]];
  return first?.kind === 'mark' && first.text === '|' && second?.text !== '|';
}

/** The value that is piped to the first command of a statement. */
function pipedTo(tokens: Tokens, at: number, script: Script): Value {
  const start = tokens[1]?.kind === 'mark' && tokens[1].text === '=' ? 2 : 0;
  return new ExpressionReader(tokens.slice(start, at - 1), 0, script.variables).pipeline();
}

function requestOf({ values, known, skipsCertificate }: Arguments, script: Script): Draft {
  const message = 'The command reads the body from a file. Add its content.';
  if (values.has('InFile')) known.notes.push({ code: 'file-needed', message });
  const argument = (parameter: Parameter) => {
    const value = values.get(parameter);
    return value === undefined ? null : known.text(value, `-${parameter}`);
  };
  const uri = argument('Uri');
  const method = (argument('CustomMethod') ?? argument('Method') ?? 'GET').toUpperCase();
  const headers = headersOf(values.get('Headers'), known);
  const bodyValue = values.get('Body');
  const isQuery = method === 'GET' && bodyValue?.kind === 'table';
  const content = bodyOf(bodyValue, known);
  const names = new Set(headers.map(([name]) => name.toLowerCase()));
  const add = (name: string, value: string | null) => {
    // `$null` for a parameter is an empty text.
    if (value !== null && value !== '' && !names.has(name.toLowerCase())) headers.push([name, utf8(value)]);
  };
  const session = sessionOf(values.get('WebSession'), known);
  const agent = session.userAgent === null ? null : known.text(session.userAgent, 'the User-Agent');
  add('User-Agent', argument('UserAgent') ?? agent);
  add('Cookie', session.cookies === null ? null : known.text(session.cookies, 'the cookies'));
  const parts = formPartsOf(values.get('Form'), known, script);
  const isForm = !isQuery && content !== '' && method === 'POST' && parts === null;
  add('Content-Type', argument('ContentType') ?? (isForm ? 'application/x-www-form-urlencoded' : null));
  const multipart = parts === null ? null : multipartForm(parts, headers);
  const seconds = Number(argument('TimeoutSec') ?? Number.NaN);
  const options: DraftOptions = {
    ...(skipsCertificate && { verifyCertificate: false as const }),
    ...(argument('MaximumRedirection') === '0' && { followRedirects: false }),
    ...(seconds > 0 && Number.isFinite(seconds) && { timeoutMs: Math.round(seconds * 1000) }),
  };
  return draftOf({
    name: null,
    method: utf8(method),
    address: addressOf(uri, isQuery ? content : ''),
    httpVersion: argument('HttpVersion') ?? '1.1',
    headers: multipart?.headers ?? headers,
    body: toBytes(multipart?.body ?? (isQuery ? '' : content)),
    options,
    notes: known.notes,
  });
}

/** The session of a command. */
function sessionOf(value: Value | undefined, known: KnownValues): Session {
  if (value?.kind !== 'session') {
    if (value !== undefined) known.leftOut('-WebSession');
    return new Session();
  }
  if (value.hasUnknownCookies) known.leftOut('a cookie');
  for (const property of value.ignored) known.ignored(`The property ${property} of the session`);
  return value;
}

/** DevTools write the pseudo-header fields of HTTP/2 without their colons. */
const pseudoFields = new Set(['authority', 'method', 'path', 'scheme']);

function headersOf(value: Value | undefined, known: KnownValues): Header[] {
  if (value === undefined) return [];
  if (value.kind !== 'table') {
    known.leftOut('-Headers');
    return [];
  }
  failIfTooManyHeaders(value.size);
  const headers: Header[] = [];
  for (const [name, item] of value.entries) {
    // PowerShell skips headers that are `$null`.
    if (pseudoFields.has(name) || (item.kind === 'literal' && item.json === 'null')) continue;
    const text = known.text(item, `the header ${JSON.stringify(name.slice(0, 80))}`);
    if (text !== null) headers.push([utf8(name), utf8(text)]);
  }
  return headers;
}

/** The body, a byte string. A table is sent as a form. */
function bodyOf(value: Value | undefined, known: KnownValues): string {
  if (value === undefined) return '';
  if (value.kind === 'table') return formOf(value, known);
  return known.bytes(value, '-Body');
}

/** About what a field of -Form takes besides its texts, in characters. */
const partLength = 160;

/** The fields of -Form, as PowerShell writes them; null without a table. Those that are files are not known. */
function formPartsOf(
  value: Value | undefined,
  known: KnownValues,
  script: Script,
): readonly FormPart[] | null {
  if (value?.kind !== 'table') {
    if (value !== undefined) known.leftOut('-Form');
    return null;
  }
  const parts: FormPart[] = [];
  for (const [name, item] of value.entries) {
    for (const one of item.kind === 'list' ? item.items : [item]) {
      const content = known.text(one, `the field ${JSON.stringify(name.slice(0, 80))}`);
      if (content === null) continue;
      script.variables.count(partLength + content.length);
      const contentType = 'text/plain; charset=utf-8';
      parts.push({ name: utf8(name), content: utf8(content), fileName: null, contentType });
    }
  }
  return parts;
}

/** Encoded as .NET's WebUtility.UrlEncode does it. */
function formOf(table: Table, known: KnownValues): string {
  const fields = new URLSearchParams();
  for (const [name, item] of table.entries) {
    const text = known.text(item, `the field ${JSON.stringify(name.slice(0, 80))}`);
    if (text !== null) fields.append(name, text);
  }
  return fields.toString().replace(/%(?:21|28|29)/g, decodeURIComponent);
}
