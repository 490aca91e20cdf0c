import { toBytes } from '#lib/http/byte-string.ts';
import type { Header } from '#lib/model/capture.ts';
import type { Draft, DraftNote, DraftOptions } from '../draft.ts';
import { failIfTooManyHeaders } from '../limits.ts';
import { unreadable } from '../pasted.ts';
import { draftOf } from '../request/draft-of.ts';
import { utf8 } from '../request/utf8.ts';
import { ExpressionReader, type Tokens } from './expressions.ts';
import { addressOf, KnownValues, leftOutNote } from './known-values.ts';
import type { Script } from './script.ts';
import { type Table, textValue, unknown, type Value } from './values.ts';

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
] as const;
type Parameter = (typeof parameters)[number];

const switches =
  /^(?:UseBasicParsing|SkipCertificateCheck|SkipHeaderValidation|SkipHttpErrorCheck|PassThru|DisableKeepAlive|AllowUnencryptedAuthentication|UseDefaultCredentials|PreserveAuthorizationOnRedirect|Verbose|NoProxy)\b/i;

/** The request of a statement with Invoke-WebRequest or Invoke-RestMethod at `at`. Fails with `draft-unreadable` if it has no URL. */
export function draftOfCmdlet(tokens: Tokens, at: number, script: Script, text: string): Draft {
  const given = new Arguments();
  const piped = pipedTo(tokens, at, script);
  if (piped !== null) given.set('Body', piped);
  given.read(tokens, at + 1, script);
  script.forget(tokens);
  if (!given.values.has('Uri') && !given.hasUnknownTable)
    unreadable(text, tokens[at]!.at, 'This command has no -Uri.');
  return requestOf(given, script);
}

/** The value that is piped to the command; null if none is. */
function pipedTo(tokens: Tokens, at: number, script: Script): Value | null {
  if (tokens[at - 1]?.text !== '|') return null;
  const start = tokens[1]?.kind === 'mark' && tokens[1].text === '=' ? 2 : 0;
  return new ExpressionReader(tokens.slice(start, at - 1), 0, script.variables).pipeline();
}

/** The arguments of a command, and what has to be said about them. */
class Arguments {
  readonly values = new Map<Parameter, Value>();
  readonly notes: DraftNote[] = [];
  skipsCertificate = false;
  /** Whether `@name` stands for arguments that are not known. */
  hasUnknownTable = false;

  set(parameter: Parameter, value: Value): void {
    this.values.set(parameter, value);
  }

  read(tokens: Tokens, start: number, script: Script): void {
    const reader = new ExpressionReader(tokens, start, script.variables);
    while (!reader.isAtEndOfCommand()) {
      const splat = reader.takeSplat();
      if (splat !== null) this.#splat(splat, script);
      else if (reader.isAtParameter()) this.#readParameter(reader);
      else {
        const value = reader.argument();
        if (!this.values.has('Uri')) this.set('Uri', value);
      }
    }
  }

  #readParameter(reader: ExpressionReader): void {
    const [, name = '', glued = ''] = /^-([^:]*):?(.*)$/s.exec(reader.next()!.text) ?? [];
    const isAlone = switches.test(name) || reader.isAtParameter() || reader.isAtEndOfCommand();
    if (glued.startsWith('$')) this.#give(name, reader.wordValue(glued));
    else if (glued !== '') this.#give(name, textValue(glued));
    else this.#give(name, isAlone ? null : reader.argument());
  }

  /** Takes an argument. Null for a parameter without a value. */
  #give(name: string, value: Value | null): void {
    if (switches.test(name)) {
      const isOff = value?.kind === 'literal' && value.json === 'false';
      if (/^SkipCertificateCheck/i.test(name)) this.skipsCertificate = !isOff;
      return;
    }
    const known = parameters.find((it) => it.toLowerCase().startsWith(name.toLowerCase()));
    if (known !== undefined) this.set(known, value ?? unknown);
    else if (!/^(?:web|session|outfile|erroraction|proxy)/i.test(name) && this.notes.length < 20)
      this.notes.push({
        code: 'option-ignored',
        message: `The parameter -${name.slice(0, 60)} is not supported and is left out.`,
      });
  }

  /** Takes the arguments in a table: `@name`. */
  #splat(name: string, script: Script): void {
    const table = script.variables.get(`$${name}`);
    if (table.kind === 'table') for (const [parameter, value] of table.entries) this.#give(parameter, value);
    else {
      this.hasUnknownTable = true;
      this.notes.push(leftOutNote(`@${name.slice(0, 60)}`));
    }
  }
}

function requestOf({ values, notes, skipsCertificate }: Arguments, script: Script): Draft {
  const known = new KnownValues();
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
  const body = isQuery ? '' : content;
  const names = new Set(headers.map(([name]) => name.toLowerCase()));
  const add = (name: string, value: string | null) => {
    if (value !== null && !names.has(name.toLowerCase())) headers.push([name, utf8(value)]);
  };
  const ofSession = script.userAgent === null ? null : known.text(script.userAgent, 'the User-Agent');
  add('User-Agent', argument('UserAgent') ?? ofSession);
  const { cookies } = script;
  add('Cookie', cookies === null ? null : known.text(cookies, 'the cookies'));
  if (script.hasUnknownCookies) known.leftOut('a cookie');
  add(
    'Content-Type',
    argument('ContentType') ??
      (body !== '' && method === 'POST' ? 'application/x-www-form-urlencoded' : null),
  );
  const seconds = Number(argument('TimeoutSec') ?? Number.NaN);
  const options: DraftOptions = {
    ...(skipsCertificate && { verifyCertificate: false as const }),
    ...(argument('MaximumRedirection') === '0' && { followRedirects: false }),
    ...(seconds > 0 && Number.isFinite(seconds) && { timeoutMs: Math.round(seconds * 1000) }),
  };
  const message = 'The command reads the body from a file. Add its content.';
  const needsFile = values.has('InFile') || values.has('Form');
  return draftOf({
    name: null,
    method: utf8(method),
    address: addressOf(uri, isQuery ? content : ''),
    headers,
    body: toBytes(body),
    options,
    notes: [...notes, ...(needsFile ? [{ code: 'file-needed', message } as const] : []), ...known.notes],
  });
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
    if (pseudoFields.has(name)) continue;
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

/** Encoded as .NET's WebUtility.UrlEncode does it. */
function formOf(table: Table, known: KnownValues): string {
  const fields = new URLSearchParams();
  for (const [name, item] of table.entries) {
    const text = known.text(item, `the field ${JSON.stringify(name.slice(0, 80))}`);
    if (text !== null) fields.append(name, text);
  }
  return fields.toString().replace(/%(?:21|28|29)/g, decodeURIComponent);
}
