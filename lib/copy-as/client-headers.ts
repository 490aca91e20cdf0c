import { all } from '#lib/http/headers.ts';
import { isChunked } from '#lib/http/message.ts';
import type { Header } from '#lib/model/capture.ts';
import type { RequestSource } from './target.ts';

/**
 * Which header lines a copy has to write, and which its client makes by itself out of the address and the body.
 */

/** How the end of a request's body is told (RFC 9112 §6.3). `none`: it has no body, and no header speaks of one. */
export type Framing = 'none' | 'length' | 'chunked';

export function framingOf(source: Pick<RequestSource, 'headers' | 'body'>): Framing {
  if (isChunked(source.headers)) return 'chunked';
  const speaksOfBody = source.body.length > 0 || all(source.headers, 'Content-Length').length > 0;
  return speaksOfBody ? 'length' : 'none';
}

/** Whether this is the one Host line that a client writes by itself when it is given this server's address. */
export function isHostOf(headers: readonly Header[], server: URL): boolean {
  const hosts = all(headers, 'Host');
  return hosts.length === 1 && hosts[0] === server.host;
}

/** Whether a header line has this name, whatever its case. */
export function isNamed([name]: Header, wanted: string): boolean {
  return name.toLowerCase() === wanted.toLowerCase();
}

/**
 * Whether a client can be asked to send this line: its name is a token and its value has no CR, LF or NUL (RFC 9110
 * §5.1, §5.5). Others do not pass an HTTP parser; written into a command, they could turn into something else there.
 */
export function isSendable([name, value]: Header): boolean {
  return /^[!#$%&'*+\-.^_`|~\da-z]+$/i.test(name) && !/[\0\r\n]/.test(value);
}
