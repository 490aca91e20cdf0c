import { base64Text } from '#lib/http/base64-text.ts';
import { toBytes } from '#lib/http/byte-string.ts';
import { first } from '#lib/http/header-lookup.ts';
import { isChunked } from '#lib/http/message.ts';
import type { Header } from '#lib/model/capture.ts';
import type { DraftFormat, DraftNote, DraftReading } from './draft.ts';
import { unreadableAt } from './pasted.ts';
import { readAddress } from './request/address.ts';
import { chunkedContent } from './request/chunks.ts';
import { draftOf } from './request/draft-of.ts';
import { headerLine } from './request/header-line.ts';
import { utf8 } from './request/utf8.ts';

/** `METHOD target HTTP/1.1` */
const requestLine = /^([!#$%&'*+\-.^_`|~\dA-Za-z]+) ([^\t\r\n ]+) HTTP\/(\d(?:\.\d)?)[\t ]*$/;

/** Lines that `copy-as` writes before a message. */
const isComment = (line: string) => line.startsWith('# ');

/**
 * An HTTP/1.x request message as text (RFC 9112 §2.1), as proxies and developer tools show it. Lines may end with LF alone. A chunked body is
 * decoded. Copies of ours with base64 in them are read, too.
 */
export const rawMessage: DraftFormat = {
  id: 'raw-message',
  title: 'an HTTP message',
  matches({ text }) {
    const lines = text.slice(0, 200_000).split('\n', 200);
    const start = lines.find((line) => !isComment(line) && line.trim() !== '') ?? '';
    const [, , target] = requestLine.exec(start.trimEnd()) ?? [];
    if (target === undefined) return lines.some((line) => wholeInBase64.test(line.trimEnd()));
    const isNamed = (name: RegExp) => lines.some((line) => name.test(line));
    // `.http` files have names in comments, and lines of ### between requests, which end a body that has no length.
    if (
      isNamed(/^# @/) ||
      (isNamed(/^###(?![!#$%&'*+\-.^_`|~\w]*:)/) && !isNamed(/^(?:content-length|transfer-encoding):/i))
    )
      return false;
    // With a URL in its request line, it is a message to a proxy only if it names a Host, too. `.http` files have no need to.
    if (/^https?:\/\//i.test(target)) return isNamed(/^host:/i);
    return /^(?:[/*]|[^/{]+:\d+$)/.test(target);
  },
  read: ({ text }) => readMessage(utf8(text)),
};

const wholeInBase64 = /^# This message is not text, so it is written in base64\.$/;
const bodyInBase64 = /^# The body of this message is not text, so it is written in base64\.$/;

function readMessage(text: string): DraftReading {
  const lines = new Lines(text);
  let isBodyCoded = false;
  for (;;) {
    const line = lines.peek();
    if (line === null) unreadableAt({ line: 1, column: 1 }, 'The text has no request line.');
    if (!isComment(line) && line.trim() !== '') break;
    if (wholeInBase64.test(line)) return decodedMessage(lines);
    isBodyCoded ||= bodyInBase64.test(line);
    lines.next();
  }
  const [, method, target, version] = requestLine.exec(lines.next()!.trimEnd()) ?? [];
  if (method === undefined || target === undefined || version === undefined)
    return unreadableAt(
      { line: lines.number, column: 1 },
      'This is not a request line. Expected METHOD target HTTP/1.1.',
    );
  const headers = readHeaders(lines);
  const notes: DraftNote[] = [];
  const written = isBodyCoded ? (base64Text(lines.rest()) ?? '') : lines.rest();
  const { body, trailers } = bodyOf(written, headers, notes);
  const address = addressOf(target, headers);
  return {
    drafts: [
      draftOf({
        name: null,
        method,
        address,
        httpVersion: version,
        headers,
        trailers,
        body: toBytes(body),
        notes,
      }),
    ],
    notes: [],
  };
}

function decodedMessage(lines: Lines): DraftReading {
  lines.next();
  const message = base64Text(lines.rest());
  if (message === null)
    return unreadableAt(
      { line: lines.number + 1, column: 1 },
      'The line above says base64, but this text is not base64.',
    );
  return readMessage(message);
}

function readHeaders(lines: Lines): Header[] {
  const headers: [name: string, value: string][] = [];
  for (let line = lines.next(); line !== null && line !== ''; line = lines.next()) {
    const last = headers.at(-1);
    // A line that begins with white space continues the one before it (RFC 9112 §5.2).
    if (/^[\t ]/.test(line) && last) {
      last[1] += ` ${line.trim()}`;
      continue;
    }
    const header = headerLine(line);
    if (header === null)
      unreadableAt({ line: lines.number, column: 1 }, 'This is not a header line. Expected Name: value.');
    headers.push([...header]);
  }
  return headers;
}

/** The destination is known only if the target is a URL: a message does not say whether it is for http or https. */
function addressOf(target: string, headers: readonly Header[]) {
  if (/^https?:\/\//i.test(target)) return { ...readAddress(target), target };
  const host = first(headers, 'Host');
  const message = `The message ${host === null ? 'names no host' : `names the host ${JSON.stringify(host.slice(0, 255))}, but neither http nor https`}. Enter a destination.`;
  return { destination: null, host: null, target, note: { code: 'destination-missing', message } as const };
}

function bodyOf(
  written: string,
  headers: readonly Header[],
  notes: DraftNote[],
): { body: string; trailers: readonly Header[] } {
  if (isChunked(headers)) return chunkedContent(written, (note) => void notes.push(note));
  const length = /^\d{1,15}$/.test(first(headers, 'Content-Length') ?? '')
    ? Number(first(headers, 'Content-Length'))
    : null;
  const beyond = length === null ? written : written.slice(length);
  // Texts that were pasted end with a line break that is not part of the body.
  if (/^[\r\n]{0,4}$/.test(beyond)) return { body: written.slice(0, length ?? 0), trailers: [] };
  if (length !== null && length !== written.length) {
    const message = `Content-Length is ${length}, but the body has ${written.length} bytes. All of them are used.`;
    notes.push({ code: 'length-differs', message });
  }
  return { body: written, trailers: [] };
}

/** A text line by line, without copying what follows. */
class Lines {
  /** The number of the line that was read last, from 1. */
  number = 0;
  #at = 0;
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  peek(): string | null {
    if (this.#at >= this.#text.length) return null;
    const end = this.#text.indexOf('\n', this.#at);
    const line = this.#text.slice(this.#at, end < 0 ? undefined : end);
    return line.endsWith('\r') ? line.slice(0, -1) : line;
  }

  next(): string | null {
    const line = this.peek();
    if (line === null) return null;
    const end = this.#text.indexOf('\n', this.#at);
    this.#at = end < 0 ? this.#text.length : end + 1;
    this.number++;
    return line;
  }

  rest(): string {
    return this.#text.slice(this.#at);
  }
}
