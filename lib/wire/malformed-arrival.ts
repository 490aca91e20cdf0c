import { createHash } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { Header } from '../model/capture.ts';
import { problemType } from '../model/errors.ts';
import type { Arrival } from './arrival.ts';
import { microsNow } from './clock.ts';
import type { MalformedMessage } from './parse-error.ts';
import { peerOf, tlsOf } from './peer.ts';

/**
 * A message that Node's parser refused, to a bin: there are no headers and no body, only the raw bytes of the packet in
 * which the parser gave up, and why. The connection ends with the answer, since nobody knows where the message does.
 */
export function malformedArrival(
  socket: Socket,
  { method, target, httpVersion, raw }: MalformedMessage,
  facts: { origin: string; prefixLength: number; scheme: 'http' | 'https'; reason: string; limit: number },
): Arrival {
  const receivedAt = microsNow();
  const body = raw.subarray(0, facts.limit);
  return {
    origin: facts.origin,
    sender: peerOf(socket).address,
    async receive() {
      return {
        method,
        target,
        prefixLength: facts.prefixLength,
        httpVersion,
        headers: [],
        trailers: [],
        body,
        longBodyId: null,
        bodyStored: body.length,
        bodySize: raw.length,
        sha256: createHash('sha256').update(body).digest('hex'),
        truncated: body.length < raw.length,
        aborted: false,
        receivedAt,
        headersMicros: 0,
        uploadMicros: 0,
        malformed: facts.reason,
        peer: peerOf(socket),
        client: null,
        scheme: facts.scheme,
        tls: tlsOf(socket),
        via: 'wire',
      };
    },
    async answer({ status, headers, body: text }) {
      const complete = await endWith(socket, status, headers, text);
      return { status, micros: microsNow() - receivedAt, complete };
    },
    async refuse(problem) {
      await endWith(
        socket,
        problem.status,
        [
          ['Content-Type', problemType],
          ...(problem.retryAfter === undefined ? [] : [['Retry-After', String(problem.retryAfter)] as const]),
        ],
        Buffer.from(JSON.stringify(problem)),
      );
    },
  };
}

/** Writes an answer by hand and closes: there is no request for Node's `ServerResponse` to answer. */
export function endWith(
  socket: Socket,
  status: number,
  headers: readonly Header[],
  body: Uint8Array,
): Promise<boolean> {
  return new Promise((resolve) => {
    if (!socket.writable) return resolve(false);
    const lines = [...headers, ['Content-Length', String(body.length)], ['Connection', 'close']];
    const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join('');
    socket.once('close', () => resolve(false));
    socket.write(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${head}\r\n`, 'latin1');
    socket.end(body, () => {
      resolve(true);
      socket.destroySoon();
    });
  });
}
