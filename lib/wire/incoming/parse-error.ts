import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';

/** The error of Node's parser for a malformed message (`clientError`). The packet is the chunk in which it stopped. */
export type ParseError = Error & { code?: string; reason?: string; rawPacket?: Buffer; bytesParsed?: number };

/** A malformed message whose first line names its target. */
export type MalformedMessage = { method: string; target: string; httpVersion: string; raw: Buffer };

/** The reason in the parser's words: `Invalid header value char (HPE_INVALID_HEADER_TOKEN)`. */
export function parseErrorReason({ code, reason, message }: ParseError): string {
  return [reason || message.replace(/^Parse Error:?\s*/, ''), code && `(${code})`].filter(Boolean).join(' ');
}

/**
 * The malformed message in a packet, if its first line resembles a request line. A packet may begin with complete requests
 * that were already served; the message starts at the last line before the error that looks like a request line.
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

/** Notes that a message with valid headers has a malformed body, for the code that reads the body. */
export function noteParseError(socket: Duplex, reason: string): void {
  reasons.set(socket, reason);
}

export function notedParseError(socket: Socket): string | null {
  return reasons.get(socket) ?? null;
}
