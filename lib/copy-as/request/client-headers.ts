import { all } from '#lib/http/header-lookup.ts';
import { isChunked } from '#lib/http/message.ts';
import type { Header } from '#lib/model/capture.ts';
import type { RequestSource } from '../target.ts';

/** Decides which header lines a copy must include, and which its client adds on its own from the URL and the body. */

/** How the end of a request's body is determined (RFC 9112 §6.3). `none`: it has no body and no header about one. */
export type Framing = 'none' | 'length' | 'chunked';

export function framingOf(source: Pick<RequestSource, 'headers' | 'body'>): Framing {
  if (isChunked(source.headers)) return 'chunked';
  const speaksOfBody = source.body.length > 0 || all(source.headers, 'Content-Length').length > 0;
  return speaksOfBody ? 'length' : 'none';
}

/** Whether this is the single Host line that a client writes on its own for this server's URL. */
export function isHostOf(headers: readonly Header[], server: URL): boolean {
  const hosts = all(headers, 'Host');
  return hosts.length === 1 && hosts[0] === server.host;
}

/** Whether a header line has this name, ignoring case. */
export function isNamed([name]: Header, wanted: string): boolean {
  return name.toLowerCase() === wanted.toLowerCase();
}

/**
 * Whether a client can be made to send this line: its name is a token and its value has no CR, LF or NUL (RFC 9110 §5.1,
 * §5.5). HTTP parsers reject other lines, and in a command they could change its meaning.
 */
export function isSendable([name, value]: Header): boolean {
  return /^[!#$%&'*+\-.^_`|~\da-z]+$/i.test(name) && !/[\0\r\n]/.test(value);
}
