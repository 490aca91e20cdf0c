import { toBytes } from '#lib/http/byte-string.ts';
import type { Header } from '#lib/model/capture.ts';
import type { Draft, DraftFormat } from '../draft.ts';
import { mostDrafts } from '../limits.ts';
import { draftOf } from '../request/draft-of.ts';
import { utf8 } from '../request/utf8.ts';
import { type PowershellToken, powershellTokens } from '../shell/powershell-tokens.ts';
import { draftOfCmdlet } from './cmdlet.ts';
import { ExpressionReader, type Tokens } from './expressions.ts';
import { addressOf, KnownValues } from './known-values.ts';
import { Script } from './script.ts';
import { asText, unknown, type Value } from './values.ts';

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
    let last: Tokens = [];
    for (const tokens of statementsOf(powershellTokens(text))) {
      if (drafts.length > mostDrafts) break;
      const at = tokens.findIndex((token) => token.kind === 'word' && cmdlet.test(token.text));
      const skeleton = skeletonOf(tokens);
      if (skeleton === '{') script.open(last);
      else if (skeleton === '}') script.close();
      else if (at >= 0) drafts.push(draftOfCmdlet(tokens, at, script, text));
      else if (/HttpRequestMessage\]::new\(/i.test(skeleton)) message = newMessage(tokens, script);
      else if (message && addToMessage(message, skeleton, tokens, script)) continue;
      else if (/\.SendAsync\(/.test(skeleton) && message) {
        drafts.push(draftOfMessage(message));
        message = null;
      } else script.run(tokens);
      last = tokens;
    }
    if (message) drafts.push(draftOfMessage(message));
    return { drafts, notes: [] };
  },
};

/**
 * The statements of a script: they end with a line or a semicolon outside of brackets. The braces of a block are statements, too. A line that ends
 * with an operator goes on in the next.
 */
function statementsOf(tokens: Tokens): Tokens[] {
  const statements: PowershellToken[][] = [[]];
  let depth = 0;
  let last: PowershellToken | undefined;
  for (const token of tokens) {
    const isMark = token.kind === 'mark';
    const isInTable = isMark && token.text === '{' && /^[@$]$/.test(last?.text ?? '') && !token.isApart;
    const isBlock = depth === 0 && isMark && '{}'.includes(token.text) && !isInTable;
    if (isMark && !isBlock && '({['.includes(token.text)) depth++;
    if (isMark && ')}]'.includes(token.text)) depth = Math.max(0, depth - 1);
    const isEnd = (token.kind === 'line-break' && !isContinued(last)) || (isMark && token.text === ';');
    if (isBlock) statements.push([token], []);
    else if (depth === 0 && isEnd) statements.push([]);
    else if (depth > 0 || token.kind !== 'line-break') statements.at(-1)!.push(token);
    if (token.kind !== 'line-break') last = token;
  }
  return statements.filter((statement) => statement.length > 0);
}

function isContinued(last: PowershellToken | undefined): boolean {
  if (last?.kind === 'mark') return /^[|,=]$/.test(last.text);
  return last?.kind === 'word' && /^(?:\+|-f)$/i.test(last.text);
}

/** The beginning of a statement without its strings: enough to know what it does. */
function skeletonOf(tokens: Tokens): string {
  return tokens
    .slice(0, 40)
    .map(({ kind, text }) => (kind === 'string' ? '' : text.slice(0, 60)))
    .join('');
}

/** A request that a script puts together for HttpClient, as copies of ours do. Byte strings. */
type Message = {
  readonly known: KnownValues;
  readonly method: string;
  readonly url: string | null;
  version: string;
  readonly headers: Header[];
  body: string;
};

function newMessage(tokens: Tokens, script: Script): Message {
  const at = tokens.findIndex(({ text }) => /^HttpRequestMessage$|\.HttpRequestMessage$/i.test(text));
  const [method = unknown, url = unknown] = argumentsAfter(tokens, at, script);
  const known = new KnownValues();
  return {
    known,
    method: utf8(known.text(method, 'the method') ?? 'GET'),
    url: known.text(url, 'the URL'),
    version: '1.1',
    headers: [],
    body: '',
  };
}

/** The arguments of the first call after a token; none if they are not understood. */
function argumentsAfter(tokens: Tokens, at: number, script: Script): readonly Value[] {
  const bracket = tokens.findIndex(
    (token, index) => index > at && token.kind === 'mark' && token.text === '(',
  );
  if (bracket < 0) return [];
  return new ExpressionReader(tokens, bracket, script.variables).callArguments() ?? [];
}

/** Adds what a statement says to a message; false if it says nothing about it. */
function addToMessage(message: Message, skeleton: string, tokens: Tokens, script: Script): boolean {
  const { known } = message;
  const [, property = ''] = /^\$\w+\.(Version|Content)=/i.exec(skeleton) ?? [];
  if (/\.TryAddWithoutValidation\(/i.test(skeleton)) {
    const at = tokens.findIndex(({ text }) => /\.TryAddWithoutValidation$/i.test(text));
    const [name = unknown, value = unknown] = argumentsAfter(tokens, at, script);
    const text = name.kind === 'text' ? name.text : null;
    const line = known.text(
      value,
      text === null ? 'a header' : `the header ${JSON.stringify(text.slice(0, 80))}`,
    );
    if (text !== null && line !== null) message.headers.push([utf8(text), utf8(line)]);
    return true;
  }
  if (property === '') return false;
  const value = new ExpressionReader(tokens, 2, script.variables).pipeline();
  if (/^version$/i.test(property)) message.version = asText(value)?.text ?? '1.1';
  else message.body = known.bytes(value, 'the body');
  return true;
}

function draftOfMessage({ known, method, url, version, headers, body }: Message): Draft {
  return draftOf({
    name: null,
    method,
    address: addressOf(url, ''),
    httpVersion: version === '1.0' ? '1.0' : '1.1',
    headers,
    body: toBytes(body),
    notes: known.notes,
  });
}
