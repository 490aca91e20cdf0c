import { STATUS_CODES, validateHeaderName, validateHeaderValue } from 'node:http';
import type { Header } from '#lib/model/capture.ts';
import type { BinResponse } from '#lib/reply/response.ts';

/**
 * Fields that frame a message or belong to one connection (RFC 9112 §6, RFC 9110 §7.6.1). Only the channel sends these:
 * otherwise a proxy that shares connections could take the response of one bin for that of another.
 */
const channelFields =
  /^(?:content-length|transfer-encoding|trailer|connection|keep-alive|proxy-connection|upgrade|te)$/i;

/** The headers of a response without those that the channel sends. */
export function replyFields({ headers }: Pick<BinResponse, 'headers'>): readonly Header[] {
  return headers.some(([name]) => channelFields.test(name))
    ? headers.filter(([name]) => !channelFields.test(name))
    : headers;
}

/** Whether a response asks to close its connection. */
export function asksToClose({ headers }: Pick<BinResponse, 'headers'>): boolean {
  return headers.some(([name, value]) => name.toLowerCase() === 'connection' && /\bclose\b/i.test(value));
}

/** The field that frames a body. */
export function framing(length: number | 'chunked'): Header {
  return length === 'chunked' ? ['Transfer-Encoding', 'chunked'] : ['Content-Length', String(length)];
}

/** The head of a response after which the connection is closed, as bytes. Throws Node's error for an invalid header. */
export function headBytes(
  reply: Pick<BinResponse, 'status' | 'headers'>,
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
