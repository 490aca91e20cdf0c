import { utf8OrNull } from '#lib/http/byte-string.ts';
import { all } from '#lib/http/header-lookup.ts';
import { requestMessage } from '#lib/http/message.ts';
import { base64Lines } from '../request/body-text.ts';
import { commentLines, trailersNeedChunks } from '../request/client-caveats.ts';
import { framingOf } from '../request/client-headers.ts';
import type { CopySource, CopyTarget } from '../target.ts';

/**
 * The request as an HTTP/1.1 message (`requestMessage`), whose lines end with CRLF. Text can show it when all of it is
 * UTF-8; what is not is shown as base64 after a line, starting with `#` as no message does, which says so.
 */
export const httpMessage: CopyTarget = {
  id: 'http-message',
  title: 'HTTP/1.1 message',
  group: 'Raw',
  mediaType: 'text/plain; charset=utf-8',
  exact:
    'The message is exact, byte for byte. Whitespace around header values and chunk boundaries are lost, and bytes that are not text are written in base64, as noted in the first line.',
  copy(source) {
    const message = requestMessage(withLength(source));
    const text = utf8OrNull(message);
    const own = [
      source.httpVersion === '2.0' &&
        'The request was received as HTTP/2. This is the equivalent HTTP/1.1 message.',
      trailersNeedChunks(source),
    ];
    if (text !== null) return commentLines('#', { ...source, headers: [] }, own) + text;
    const headEnd = endOfHead(message);
    const head = utf8OrNull(message.subarray(0, headEnd));
    const saying = (what: string) =>
      commentLines('#', { ...source, headers: [] }, [
        ...own,
        `${what} is not text, so it is written in base64.`,
      ]);
    if (head === null) return `${saying('This message')}\n${base64Lines(message)}`;
    return `${saying('The body of this message')}${head}${base64Lines(message.subarray(headEnd))}`;
  },
};

/** In HTTP/2 the frames say where a body ends, in HTTP/1.1 a line has to: as long as it was, even if less was kept. */
function withLength(source: CopySource): CopySource {
  const untold = source.httpVersion === '2.0' && all(source.headers, 'Content-Length').length === 0;
  if (!untold || framingOf(source) !== 'length') return source;
  return { ...source, headers: [...source.headers, ['Content-Length', `${source.bodySize}`]] };
}

/** Where the body starts: after the blank line that ends the header section (RFC 9112 §2.1). */
function endOfHead(message: Uint8Array): number {
  const blankLine = [13, 10, 13, 10];
  const at = message.findIndex((_, start) => blankLine.every((byte, i) => message[start + i] === byte));
  return at + blankLine.length;
}
