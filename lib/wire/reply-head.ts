import { STATUS_CODES, validateHeaderName, validateHeaderValue } from 'node:http';
import type { Header } from '../model/capture.ts';
import type { Reply } from '../reply/reply.ts';

/**
 * Fields that frame a message or belong to one connection (RFC 9112 §6, RFC 9110 §7.6.1): the door says those, or one bin's
 * reply could be read as another's answer by a proxy that keeps connections for many.
 */
const ofTheDoor =
  /^(?:content-length|transfer-encoding|trailer|connection|keep-alive|proxy-connection|upgrade|te)$/i;

/** The fields of a reply that are its own to say. */
export function replyFields({ headers }: Pick<Reply, 'headers'>): readonly Header[] {
  return headers.some(([name]) => ofTheDoor.test(name))
    ? headers.filter(([name]) => !ofTheDoor.test(name))
    : headers;
}

/** Whether a reply asks for its connection to be closed after it. */
export function asksToClose({ headers }: Pick<Reply, 'headers'>): boolean {
  return headers.some(([name, value]) => name.toLowerCase() === 'connection' && /\bclose\b/i.test(value));
}

/** The field that says how a body is framed. */
export function framing(length: number | 'chunked'): Header {
  return length === 'chunked' ? ['Transfer-Encoding', 'chunked'] : ['Content-Length', String(length)];
}

/** The head of a reply after which the connection is closed, as bytes. Throws what Node does for a field that is not HTTP's. */
export function headBytes(
  reply: Pick<Reply, 'status' | 'headers'>,
  length: number | 'chunked' | null,
): Buffer {
  const frame = length === null ? [] : [framing(length)];
  const lines = [...replyFields(reply), ...frame, ['Connection', 'close'] as const].map(([name, value]) => {
    validateHeaderName(name);
    validateHeaderValue(name, value);
    return `${name}: ${value}\r\n`;
  });
  const reason = STATUS_CODES[reply.status] ?? '';
  return Buffer.from(`HTTP/1.1 ${reply.status} ${reason}\r\n${lines.join('')}\r\n`, 'latin1');
}
