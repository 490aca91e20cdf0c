import type { Header } from '#lib/model/capture.ts';
import type { DraftNote } from '../draft.ts';
import { headerLine } from './header-line.ts';

/** The content and the trailers of a chunked body. One that is not in chunked coding stays as it is, with a note. */
export function chunkedContent(
  coded: string,
  note: (note: DraftNote) => void,
): { body: string; trailers: readonly Header[] } {
  const decoded = decodeChunks(coded);
  if (decoded) return { body: decoded.content, trailers: decoded.trailers };
  const message =
    'Transfer-Encoding is chunked, but the body is not in chunked coding. The body is used as it is.';
  note({ code: 'body-unreadable', message });
  return { body: coded, trailers: [] };
}

/**
 * Decodes a body in the chunked transfer coding (RFC 9112 §7.1), a byte string: its content and its trailers. Lines may end with LF
 * alone, as texts that were pasted do. Null if it is no such body. One without its last chunk was cut short, and is accepted.
 */
function decodeChunks(coded: string): { content: string; trailers: readonly Header[] } | null {
  const pieces: string[] = [];
  let at = 0;
  while (at < coded.length) {
    const line = lineAt(coded, at);
    const [, digits] = /^([\da-f]{1,8})[\t ]*(?:;.*)?$/is.exec(line.text) ?? [];
    if (digits === undefined) return null;
    const size = Number.parseInt(digits, 16);
    at = line.next;
    if (size === 0) return { content: pieces.join(''), trailers: trailersFrom(coded, at) };
    pieces.push(coded.slice(at, at + size));
    at += size;
    if (at >= coded.length) break;
    const end = /\r?\n/y;
    end.lastIndex = at;
    if (!end.test(coded)) return null;
    at = end.lastIndex;
  }
  return { content: pieces.join(''), trailers: [] };
}

function trailersFrom(coded: string, start: number): Header[] {
  const trailers: Header[] = [];
  for (let at = start; at < coded.length; ) {
    const line = lineAt(coded, at);
    const header = headerLine(line.text);
    if (header === null) break;
    trailers.push(header);
    at = line.next;
  }
  return trailers;
}

/** A line without its end, and the offset of the next. */
function lineAt(text: string, at: number): { text: string; next: number } {
  const feed = text.indexOf('\n', at);
  if (feed < 0) return { text: text.slice(at), next: text.length };
  const end = text[feed - 1] === '\r' && feed > at ? feed - 1 : feed;
  return { text: text.slice(at, end), next: feed + 1 };
}
