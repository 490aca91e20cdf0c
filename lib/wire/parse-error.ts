import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';

/** What Node says when its parser refuses a message (`clientError`). The packet is the chunk in which it gave up. */
export type ParseError = Error & { code?: string; reason?: string; rawPacket?: Buffer; bytesParsed?: number };

/** A message that is not HTTP but says in its first line whom it is for. */
export type MalformedMessage = { method: string; target: string; httpVersion: string; raw: Buffer };

/** Why the parser refused the message, in its own words: `Invalid header value char (HPE_INVALID_HEADER_TOKEN)`. */
export function refusalReason({ code, reason, message }: ParseError): string {
  return [reason || message.replace(/^Parse Error:?\s*/, ''), code && `(${code})`].filter(Boolean).join(' ');
}

/**
 * The message a refused packet begins with, if its first line is anything like a request line. A packet may begin with
 * whole requests that were served before; the message is taken to begin at the last line before the fault that looks like
 * a request line, as only such lines can have begun one.
 */
export function malformedMessage({ rawPacket, bytesParsed = 0 }: ParseError): MalformedMessage | null {
  if (!rawPacket) return null;
  const text = rawPacket.toString('latin1');
  const lineEnd = text.indexOf('\n', bytesParsed);
  const upToFault = lineEnd < 0 ? text : text.slice(0, lineEnd + 1);
  const lines = [...upToFault.matchAll(/(?<=^|\n)([^\s:]+)[ \t]+(\S+)(?:[ \t]+HTTP\/(\d(?:\.\d)?))[^\n]*/g)];
  const found = lines.at(-1) ?? /^([^\s:]+)[ \t]+(\S+)()/.exec(text);
  if (!found) return null;
  const [, method, target, httpVersion] = found;
  return {
    method: method!,
    target: target!,
    httpVersion: httpVersion || '',
    raw: rawPacket.subarray(found.index),
  };
}

const reasons = new WeakMap<Duplex, string>();

/** A message whose headers were fine turned out malformed in its body: whoever is reading it will want to know. */
export function noteRefusal(socket: Duplex, reason: string): void {
  reasons.set(socket, reason);
}

export function notedRefusal(socket: Socket): string | null {
  return reasons.get(socket) ?? null;
}
