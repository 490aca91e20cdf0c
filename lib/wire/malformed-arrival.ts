import { createHash } from 'node:crypto';
import type { Socket } from 'node:net';
import type { Header } from '../model/capture.ts';
import { problemType, retryAfterField } from '../model/errors.ts';
import { answer } from './answer.ts';
import type { Arrival } from './arrival.ts';
import { microsNow } from './clock.ts';
import type { MalformedMessage } from './parse-error.ts';
import { peerOf, tlsOf } from './peer.ts';
import { SocketChannel } from './socket-channel.ts';
import { whenAnswered } from './turns.ts';

/**
 * A message that Node's parser refused, to a bin: there are no headers and no body, only the raw bytes of the packet in
 * which the parser gave up, and why. The connection ends with the answer, since nobody knows where the message does.
 */
export function malformedArrival(
  socket: Socket,
  { method, target, httpVersion, raw }: MalformedMessage,
  facts: {
    origin: string;
    prefixLength: number;
    scheme: 'http' | 'https';
    reason: string;
    limit: number;
  },
): Arrival {
  const receivedAt = microsNow();
  const channel = new SocketChannel(socket);
  const body = raw.subarray(0, facts.limit);
  return {
    origin: facts.origin,
    from: peerOf(socket).address,
    sender: channel.sender,
    // All there is of it is in its raw bytes.
    headBytes: raw.length,
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
    async answer(reply, how) {
      await whenAnswered(socket);
      return answer(channel, reply, { ...how, since: receivedAt });
    },
    async refuse(problem) {
      await whenAnswered(socket);
      const body = Buffer.from(JSON.stringify(problem));
      const headers: Header[] = [['Content-Type', problemType], ...retryAfterField(problem)];
      await channel.whole({ status: problem.status, headers, body });
    },
  };
}
