import { base64Text } from '#lib/http/base64-text.ts';
import { toBytes } from '#lib/http/byte-string.ts';
import type { Header } from '#lib/model/capture.ts';
import type { Draft, DraftFormat, DraftNote, DraftOptions } from './draft.ts';
import { unreadable } from './pasted.ts';
import { readAddress } from './request/address.ts';
import { draftOf } from './request/draft-of.ts';
import { utf8 } from './request/utf8.ts';
import { type PowershellToken, powershellTokens } from './shell/powershell-tokens.ts';

/** The longest name of a variable, a header or a parameter. */
const longestName = 1000;

const cmdlet = /^(?:Invoke-WebRequest|Invoke-RestMethod|iwr|irm)$/i;

/**
 * Requests in PowerShell: `Invoke-WebRequest` and `Invoke-RestMethod` as DevTools copy them and people write them, and the `HttpClient` that
 * our own copies use. Source: about_Invoke-WebRequest; `NetworkLogView` of Chromium's DevTools.
 */
export const powershell: DraftFormat = {
  id: 'powershell',
  title: 'a PowerShell command',
  matches: ({ text, json }) =>
    json === undefined &&
    /(?:^|[\n=;(|])[\t ]{0,100}(?:Invoke-WebRequest|Invoke-RestMethod|iwr|irm)[\t ]|HttpRequestMessage\]::new\(/i.test(
      text,
    ) &&
    !/(?:^|\n)[\t ]{0,100}curl(?:\.exe)?[\t ]/.test(text),
  read({ text }) {
    const drafts: Draft[] = [];
    const script = new Script();
    let message: Message | null = null;
    for (const tokens of statementsOf(powershellTokens(text))) {
      const at = tokens.findIndex((token) => token.kind === 'word' && cmdlet.test(token.text));
      const skeleton = skeletonOf(tokens);
      if (at >= 0) drafts.push(draftOfCmdlet(tokens.slice(at), script, text));
      else if (/HttpRequestMessage\]::new\(/i.test(skeleton)) message = newMessage(tokens);
      else if (message && addToMessage(message, skeleton, tokens)) continue;
      else if (/\.SendAsync\(/.test(skeleton) && message) {
        drafts.push(draftOfMessage(message));
        message = null;
      } else script.run(tokens, skeleton);
    }
    if (message) drafts.push(draftOfMessage(message));
    return { drafts, notes: [] };
  },
};

type Tokens = readonly PowershellToken[];

/** The statements of a script: they end with a line or a semicolon outside of brackets. */
function statementsOf(tokens: Tokens): Tokens[] {
  const statements: PowershellToken[][] = [[]];
  let depth = 0;
  for (const token of tokens) {
    const isMark = token.kind === 'mark';
    if (isMark && '({['.includes(token.text)) depth++;
    if (isMark && ')}]'.includes(token.text)) depth = Math.max(0, depth - 1);
    const isEnd = token.kind === 'line-break' || (isMark && token.text === ';');
    if (isEnd && depth === 0) statements.push([]);
    else statements.at(-1)!.push(token);
  }
  return statements.filter((statement) => statement.length > 0);
}

/** The beginning of a statement without its strings: enough to know what it does. */
function skeletonOf(tokens: Tokens): string {
  return tokens
    .slice(0, 40)
    .map(({ kind, text }) => (kind === 'string' ? '' : text.slice(0, 60)))
    .join('');
}

const stringsOf = (tokens: Tokens) => tokens.filter(({ kind }) => kind === 'string').map(({ text }) => text);

/** A value in a script: text, or a table of names and values. */
type Value = string | ReadonlyMap<string, string>;

/** The variables and sessions of a script, as far as they matter to requests. */
class Script {
  readonly values = new Map<string, Value>();
  userAgent: string | null = null;
  readonly cookies: string[] = [];

  run(tokens: Tokens, skeleton: string): void {
    if (/^\$\w+\.UserAgent=/i.test(skeleton)) this.userAgent = stringsOf(tokens)[0] ?? null;
    else if (/^\$\w+\.Cookies\.Add\(/i.test(skeleton)) {
      const [name = '', value = ''] = stringsOf(tokens);
      this.cookies.push(`${name}=${value}`);
    } else if (/^\$\w+=/.test(skeleton)) {
      const { value } = valueAt(tokens, 2, this);
      const name = tokens[0]!.text.toLowerCase();
      if (value !== null && name.length <= longestName) this.values.set(name, value);
    }
  }
}

/** The value that begins at a token, and the index after it. Of an expression in brackets, its only string. */
function valueAt(
  tokens: Tokens,
  index: number,
  script: Script,
  readsTables = true,
): { value: Value | null; next: number } {
  const token = tokens[index];
  if (token === undefined) return { value: null, next: index };
  if (token.kind === 'string') return { value: token.text, next: index + 1 };
  const isTable = token.text === '@' && tokens[index + 1]?.text === '{';
  if (isTable || token.text === '(' || token.text === '[') {
    const next = endOfGroup(tokens, index + (isTable ? 1 : 0));
    if (isTable)
      return { value: readsTables ? tableOf(tokens.slice(index + 2, next - 1), script) : null, next };
    // A cast or a call of a method goes on behind its brackets.
    let end = next;
    while (tokens[end] && !tokens[end]!.isApart && tokens[end]!.kind !== 'line-break')
      end = '([{'.includes(tokens[end]!.text) ? endOfGroup(tokens, end) : end + 1;
    const strings = stringsOf(tokens.slice(index, end));
    const variable = tokens.slice(index, end).find(({ text }) => script.values.has(text.toLowerCase()));
    const known = variable && script.values.get(variable.text.toLowerCase());
    return { value: strings.length === 1 ? strings[0]! : (known ?? null), next: end };
  }
  const known = script.values.get(token.text.toLowerCase());
  if (known !== undefined) return { value: known, next: index + 1 };
  // A word goes on until white space: URLs without quotes have marks in them.
  let end = index;
  let text = '';
  do text += tokens[end++]!.text;
  while (end < tokens.length && !tokens[end]!.isApart && tokens[end]!.kind !== 'line-break');
  return { value: text, next: end };
}

/** The index after the bracket that closes the one at `index`. */
function endOfGroup(tokens: Tokens, index: number): number {
  let depth = 0;
  for (let at = index; at < tokens.length; at++) {
    const { kind, text } = tokens[at]!;
    if (kind !== 'mark') continue;
    if ('([{'.includes(text)) depth++;
    else if (')]}'.includes(text) && --depth === 0) return at + 1;
  }
  return tokens.length;
}

/** The entries of `@{ name = value; … }`. */
function tableOf(tokens: Tokens, script: Script): ReadonlyMap<string, string> {
  const table = new Map<string, string>();
  for (let at = 0; at < tokens.length; ) {
    const equals = tokens[at + 1];
    if (equals?.kind !== 'mark' || equals.text !== '=') {
      at++;
      continue;
    }
    // Tables in tables mean nothing to a request, and may be nested as deep as somebody likes.
    const { value, next } = valueAt(tokens, at + 2, script, false);
    const name = tokens[at]!.text;
    if (typeof value === 'string' && name.length <= longestName) table.set(name, value);
    at = Math.max(next, at + 1);
  }
  return table;
}

/** Names of parameters may be shortened. */
const parameters = [
  'Uri',
  'Method',
  'CustomMethod',
  'Headers',
  'Body',
  'ContentType',
  'UserAgent',
  'TimeoutSec',
  'MaximumRedirection',
  'InFile',
  'Form',
];

const switches =
  /^-(?:UseBasicParsing|SkipCertificateCheck|SkipHeaderValidation|SkipHttpErrorCheck|PassThru|DisableKeepAlive|AllowUnencryptedAuthentication|UseDefaultCredentials|PreserveAuthorizationOnRedirect|Verbose|NoProxy)\b/i;

function draftOfCmdlet(tokens: Tokens, script: Script, text: string): Draft {
  const given = new Map<string, Value>();
  const notes: DraftNote[] = [];
  let skipsCertificate = false;
  for (let at = 1; at < tokens.length; ) {
    const token = tokens[at]!;
    if (token.text === '|' && token.kind === 'mark') break;
    const isParameter =
      token.kind === 'word' && /^-[A-Za-z]/.test(token.text) && token.text.length <= longestName;
    if (!isParameter) {
      const { value, next } = valueAt(tokens, at, script);
      if (typeof value === 'string' && !given.has('Uri') && token.kind !== 'mark') given.set('Uri', value);
      at = Math.max(next, at + 1);
      continue;
    }
    skipsCertificate ||= /^-SkipCertificateCheck/i.test(token.text);
    if (switches.test(token.text)) {
      at++;
      continue;
    }
    const name = token.text.slice(1).toLowerCase();
    const { value, next } = valueAt(tokens, at + 1, script);
    const known = parameters.find((it) => it.toLowerCase().startsWith(name));
    if (known !== undefined && value !== null) given.set(known, value);
    else if (known !== undefined) notes.push(variableNote(`The value of -${known}`));
    else if (!/^(?:web|session|outfile|erroraction|proxy)/.test(name) && notes.length < 20)
      notes.push({
        code: 'option-ignored',
        message: `The parameter -${token.text.slice(1, 60)} has no counterpart and is left out.`,
      });
    at = Math.max(next, at + 1);
  }
  const textOf = (name: string) => {
    const value = given.get(name);
    return typeof value === 'string' ? value : null;
  };
  const uri = textOf('Uri');
  if (uri === null) unreadable(text, tokens[0]!.at, 'this command has no -Uri.');
  if (given.has('InFile') || given.has('Form'))
    notes.push({ code: 'file-needed', message: 'The command reads the body from a file. Add its content.' });
  const body = bodyOf(given.get('Body'));
  const method = (textOf('CustomMethod') ?? textOf('Method') ?? 'GET').toUpperCase();
  const headers = headersOf(given.get('Headers'));
  const names = new Set(headers.map(([name]) => name.toLowerCase()));
  const add = (name: string, value: string | null) => {
    if (value !== null && !names.has(name.toLowerCase())) headers.push([name, utf8(value)]);
  };
  add('User-Agent', textOf('UserAgent') ?? script.userAgent);
  add('Cookie', script.cookies.length > 0 ? script.cookies.join('; ') : null);
  add(
    'Content-Type',
    textOf('ContentType') ?? (body !== '' && method === 'POST' ? 'application/x-www-form-urlencoded' : null),
  );
  const seconds = Number(textOf('TimeoutSec') ?? Number.NaN);
  const options: DraftOptions = {
    ...(skipsCertificate && { verifyCertificate: false as const }),
    ...(textOf('MaximumRedirection') === '0' && { followRedirects: false }),
    ...(seconds > 0 && Number.isFinite(seconds) && { timeoutMs: Math.round(seconds * 1000) }),
  };
  return draftOf({
    name: null,
    method: utf8(method),
    address: readAddress(utf8(uri)),
    headers,
    body: toBytes(body),
    options,
    notes: [...notes, ...expressionsIn(uri)],
  });
}

/** DevTools write the pseudo-header fields of HTTP/2 without their colons. */
const pseudoFields = new Set(['authority', 'method', 'path', 'scheme']);

function headersOf(value: Value | undefined): Header[] {
  if (value === undefined || typeof value === 'string') return [];
  return [...value]
    .filter(([name]) => !pseudoFields.has(name))
    .map(([name, text]): Header => [utf8(name), utf8(text)]);
}

/** A text, or a table, which is sent as a form. */
function bodyOf(value: Value | undefined): string {
  if (value === undefined) return '';
  return utf8(typeof value === 'string' ? value : new URLSearchParams([...value]).toString());
}

function expressionsIn(uri: string): DraftNote[] {
  const names = uri.match(/\$(?:\w{1,60}|\{[^}]{1,60}\}|\([^)]{0,60}\)?)/g) ?? [];
  return [...new Set(names)].slice(0, 10).map((name) => variableNote(`The value of ${name}`));
}

function variableNote(what: string): DraftNote {
  return {
    code: 'variable-unknown',
    message: `${what} is not known. It is kept as it is written, or left out.`,
  };
}

/** A request that a script puts together for HttpClient, as copies of ours do. */
type Message = { method: string; url: string; version: string; headers: Header[]; body: string };

function newMessage(tokens: Tokens): Message {
  const [method = 'GET', url = ''] = stringsOf(tokens);
  return { method, url, version: '1.1', headers: [], body: '' };
}

/** Adds what a statement says to a message; false if it says nothing about it. */
function addToMessage(message: Message, skeleton: string, tokens: Tokens): boolean {
  const [one = '', other = ''] = stringsOf(tokens);
  if (/\.TryAddWithoutValidation\(/i.test(skeleton)) message.headers.push([utf8(one), utf8(other)]);
  else if (/\.Version=/i.test(skeleton)) message.version = one;
  else if (/^\$body=.*FromBase64String\(/i.test(skeleton)) message.body = base64Text(one) ?? '';
  else if (/^\$body=.*GetBytes\(/i.test(skeleton)) message.body = utf8(one);
  else return false;
  return true;
}

function draftOfMessage({ method, url, version, headers, body }: Message): Draft {
  return draftOf({
    name: null,
    method: utf8(method),
    address: readAddress(utf8(url)),
    httpVersion: version === '1.0' ? '1.0' : '1.1',
    headers,
    body: toBytes(body),
    notes: [],
  });
}
