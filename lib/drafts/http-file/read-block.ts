import { readable, toBytes } from '#lib/http/byte-string.ts';
import { first } from '#lib/http/header-lookup.ts';
import { parseMediaType } from '#lib/http/media-type.ts';
import type { Header } from '#lib/model/capture.ts';
import type { Draft, DraftNote, DraftOptions } from '../draft.ts';
import { unreadableAt } from '../pasted.ts';
import { readAddress } from '../request/address.ts';
import { basicCredentials } from '../request/credentials.ts';
import { draftOf } from '../request/draft-of.ts';
import { graphqlBody } from '../request/graphql-body.ts';
import { headerLine } from '../request/header-line.ts';
import { utf8 } from '../request/utf8.ts';
import { unknownVariables, type Variables } from '../request/variables.ts';
import type { Block, Line } from './blocks.ts';

const methodAndUrl = /^([!#$%&'*+\-.^_`|~\dA-Za-z]{1,64})[\t ]+(\S.*)$/;
const url = /^(?:[a-z][a-z\d+.-]*:\/\/|\/|\{\{|\*$|[\w.-]+(?::\d+)?(?:[/?]|$))/i;
/** Methods that are written without scheme and with a host alone, so that words are not taken for requests. */
const knownMethod =
  /^(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS|TRACE|CONNECT|GRAPHQL|WEBSOCKET|GRPC|PROPFIND|REPORT|LOCK|UNLOCK|COPY|MOVE|MKCOL|SEARCH|LIST)$/;

/** Whether a line is a comment (`#` or `//`). */
export function isComment(line: string): boolean {
  return /^[\t ]*(?:#|\/\/)/.test(line);
}

/** The variable of the file that a line defines: `@name = value`; null if it defines none. */
export function fileVariable(line: string): { name: string; value: string } | null {
  const [, name, value = ''] = /^@([^\s={}]{1,200})[\t ]*=[\t ]*(.*)$/.exec(line) ?? [];
  return name === undefined ? null : { name, value: value.trimEnd() };
}

/** Whether a line is the request line of a request: a URL, or a method and a URL. */
export function startsRequest(line: string): boolean {
  if (isComment(line)) return false;
  if (/^https?:\/\/\S/i.test(line)) return true;
  const [, method, rest] = methodAndUrl.exec(line) ?? [];
  if (method === undefined || rest === undefined || !url.test(rest)) return false;
  return (
    knownMethod.test(method) || (/^[A-Z][A-Z\d_-]*$/.test(method) && /^(?:https?:\/\/|\/|\{\{)/i.test(rest))
  );
}

/** The request of a block; null if it has none. Fails with `draft-unreadable` where a line is no part of a request. */
export function readBlock({ title, lines }: Block, variables: Variables): Draft | null {
  const parts = new BlockParts(lines);
  if (parts.requestLine === null) return null;
  const notes: DraftNote[] = [...parts.notes];
  const unknown = new Set<string>();
  const fill = (text: string) => utf8(variables.fill(text, unknown));
  const { method, target, httpVersion } = methodAndTarget(fill(parts.requestText));
  const headers = parts.headerLines.map((line): Header => {
    const header = headerLine(fill(line.text));
    if (header === null)
      return unreadableAt(
        { line: line.number, column: 1 },
        'This is not a header line. Expected Name: value, or an empty line before the body.',
      );
    return withCredentials(header, notes);
  });
  const file = parts.bodyLines.map(fileReference).find((name) => name !== null);
  if (file !== undefined) {
    const message = `The body comes from the file ${JSON.stringify(file)}. Add its content.`;
    notes.push({ code: 'file-needed', message });
  }
  const bodyLines = parts.bodyLines.filter((line) => fileReference(line) === null);
  const isGraphql = method === 'GRAPHQL' || /^graphql$/i.test(first(headers, 'X-Request-Type') ?? '');
  const sent = headers.filter(([name]) => !isGraphql || name.toLowerCase() !== 'x-request-type');
  const body = isGraphql ? graphqlOf(bodyLines, fill) : fill(bodyText(bodyLines, sent));
  if (isGraphql && first(sent, 'Content-Type') === null) sent.push(['Content-Type', 'application/json']);
  for (const note of unknownVariables(unknown)) notes.push(note);
  return draftOf({
    name: parts.name ?? title,
    method: method === 'GRAPHQL' ? 'POST' : method,
    address: addressOf(target, sent),
    httpVersion,
    headers: sent,
    body: toBytes(body),
    options: parts.options,
    notes,
  });
}

/** The lines of a block by what they are. */
class BlockParts {
  requestLine: Line | null = null;
  name: string | null = null;
  options: DraftOptions = {};
  readonly headerLines: Line[] = [];
  readonly bodyLines: string[] = [];
  readonly notes: DraftNote[] = [];
  /** What further lines add to the URL. Joined once, since there may be many. */
  readonly #urlPieces: string[] = [];

  constructor(lines: readonly Line[]) {
    let part: 'before' | 'head' | 'body' = 'before';
    let isScript = false;
    for (const line of lines) {
      const { text } = line;
      if (isScript) isScript = !text.includes('%}');
      else if (part === 'body' ? isHandler(text) : /^[<>][\t ]*(?:\{%|\S)/.test(text)) {
        isScript = this.#script(text);
      } else if (part === 'before') part = this.#before(line);
      else if (part === 'head') part = this.#head(line);
      else this.bodyLines.push(text);
    }
    while (this.bodyLines.at(-1)?.trim() === '') this.bodyLines.pop();
  }

  /** The request line, with the lines that continue its URL. */
  get requestText(): string {
    return [this.requestLine?.text ?? '', ...this.#urlPieces].join('').trim();
  }

  #before(line: Line): 'before' | 'head' {
    const { text } = line;
    if (isComment(text)) this.#setting(text);
    else if (startsRequest(text) || (text.trim() !== '' && fileVariable(text) === null)) {
      this.#request(line);
      return 'head';
    }
    return 'before';
  }

  #request(line: Line): void {
    if (!startsRequest(line.text))
      unreadableAt(
        { line: line.number, column: 1 },
        'This is not a request line. Expected a method and a URL, or a URL alone.',
      );
    this.requestLine = line;
  }

  #head(line: Line): 'head' | 'body' {
    const { text } = line;
    if (text.trim() === '') return 'body';
    if (isComment(text)) this.#setting(text);
    // Lines that are indented, or begin with ? or &, continue the URL.
    else if (this.headerLines.length === 0 && continuesUrl(text)) this.#urlPieces.push(text.trim());
    else this.headerLines.push(line);
    return 'head';
  }

  /** `# @name x`, `# @no-redirect` and the like. */
  #setting(comment: string): void {
    const [, setting, value = ''] = /^[\t ]*(?:#|\/\/)[\t ]*@([\w-]+)[\t =]*(.*)$/.exec(comment) ?? [];
    if (setting === 'name' && value.trim() !== '') this.name = value.trim();
    else if (setting === 'no-redirect') this.options = { ...this.options, followRedirects: false };
  }

  /** Notes a script or a file, and returns whether the script goes on in the next line. */
  #script(text: string): boolean {
    const [operator = ''] = /^(?:<>|>>!?|<@\w*|[<>])/.exec(text) ?? [];
    const rest = text.slice(operator.length).trim();
    const isCode = rest.startsWith('{%');
    const isBefore = operator.startsWith('<') && operator !== '<>';
    if (isCode || (isBefore && this.requestLine === null)) {
      const message = `The script ${isBefore ? 'before the request' : 'for the response'} is skipped.`;
      this.notes.push({ code: 'script-skipped', message });
    }
    return isCode && !rest.includes('%}');
  }
}

/** Whether a line continues the URL. A name of a header may begin with &, but is followed by a colon. */
function continuesUrl(text: string): boolean {
  return /^(?:[\t ]+\S|[?&])/.test(text) && !/^&[!#$%&'*+\-.^_`|~\w]{0,200}:/.test(text);
}

/** A line of the body that is a response handler or a reference to a stored response. */
function isHandler(text: string): boolean {
  return /^(?:>[\t ]*\{%|>[\t ]*\S+\.m?js[\t ]*$|>>!?[\t ]*\S|<>[\t ]*\S)/.test(text);
}

/** The file that a line of the body stands for: `< ./file` or `<@ ./file`; null if it is none. */
function fileReference(line: string): string | null {
  return /^<(?:@\w*)?[\t ]+(\S.{0,300})$/.exec(line)?.[1]?.trim() ?? null;
}

function methodAndTarget(line: string): { method: string; target: string; httpVersion: string } {
  const [, method, rest] = methodAndUrl.exec(line) ?? [];
  const isUrlAlone = method === undefined || rest === undefined || /^https?:\/\//i.test(line);
  const address = isUrlAlone ? line : rest;
  const [, target = address, httpVersion = '1.1'] =
    /^(.*\S)[\t ]+HTTP\/(\d(?:\.\d)?)(?:[\t ]*\([^)]{0,40}\))?$/.exec(address) ?? [];
  return { method: isUrlAlone ? 'GET' : method, target, httpVersion };
}

/** A target without a host belongs to the one in Host: to https on its ports, as REST Client has it. */
function addressOf(target: string, headers: readonly Header[]) {
  if (!/^[/*]/.test(target)) return readAddress(target);
  const host = first(headers, 'Host');
  if (host !== null) return readAddress(`${host}${target}`, /:8?443$/.test(host) ? 'https' : 'http');
  const message = 'The request names no host. Enter a destination.';
  return {
    ...readAddress(`placeholder.invalid${target}`),
    destination: null,
    host: null,
    note: { code: 'destination-missing', message } as const,
  };
}

/** Editors encode `Basic user:password` and `Basic user password`. */
function withCredentials(header: Header, notes: DraftNote[]): Header {
  const [name, value] = header;
  if (name.toLowerCase() !== 'authorization') return header;
  if (/^(?:digest|aws)[\t ]/i.test(value)) {
    const message = `The authentication ${value.slice(0, value.search(/[\t ]/))} is not supported. The header is sent as it is.`;
    notes.push({ code: 'auth-unsupported', message });
    return header;
  }
  const [, user, password] = /^basic[\t ]+([^\t :]+)(?:[\t ]+|:)(.*)$/is.exec(value) ?? [];
  return user === undefined ? header : [name, basicCredentials(`${user}:${password}`)];
}

/** A query, and its variables after an empty line. JSON is put together as text, not as bytes. */
function graphqlOf(lines: readonly string[], fill: (text: string) => string): string {
  const blank = lines.findIndex((line) => line.trim() === '');
  const query = readable(fill(lines.slice(0, blank < 0 ? undefined : blank).join('\n')));
  const variables = blank < 0 ? '' : readable(fill(lines.slice(blank).join('\n')));
  return utf8(graphqlBody(query, variables));
}

/** Line breaks in the body are LF, except in multipart/form-data; a form may be written in several lines. */
function bodyText(lines: readonly string[], headers: readonly Header[]): string {
  const essence = parseMediaType(first(headers, 'Content-Type') ?? '')?.essence ?? '';
  if (essence === 'application/x-www-form-urlencoded') return lines.join('\n').replace(/\n[\t ]*(?=&)/g, '');
  if (!essence.startsWith('multipart/') || lines.length === 0) return lines.join('\n');
  return `${lines.join('\r\n')}\r\n`;
}
