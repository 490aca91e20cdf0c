import { createHash } from 'node:crypto';
import type { Socket } from 'node:net';
import type { Header } from '#lib/model/capture.ts';
import { problemType, retryFields } from '#lib/model/errors.ts';
import { microsNow } from '../clock.ts';
import { whenResponded } from '../response/response-order.ts';
import { sendResponse } from '../response/send-response.ts';
import { SocketChannel } from '../response/socket-channel.ts';
import type { IncomingRequest } from './incoming-request.ts';
import type { MalformedMessage } from './parse-error.ts';
import { peerOf, tlsOf } from './peer.ts';

/**
 * Accepts a message to a bin that Node's parser rejected. It has no headers and no body, only the raw bytes of the packet
 * in which the parser stopped, and the reason. The connection is closed after the response, since the end of the message
 * is unknown.
 */
export function acceptMalformedRequest(
  socket: Socket,
  { method, target, httpVersion, raw }: MalformedMessage,
  facts: {
    origin: string;
    prefixLength: number;
    scheme: 'http' | 'https';
    reason: string;
    limit: number;
  },
): IncomingRequest {
  const receivedAt = microsNow();
  const channel = new SocketChannel(socket);
  const body = raw.subarray(0, facts.limit);
  return {
    origin: facts.origin,
    clientAddress: peerOf(socket).address,
    sender: channel.sender,
    // The raw bytes are the whole message.
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
    async respond(response, how) {
      await whenResponded(socket);
      return sendResponse(channel, response, { ...how, since: receivedAt });
    },
    async reject(problem) {
      await whenResponded(socket);
      const body = Buffer.from(JSON.stringify(problem));
      const headers: Header[] = [['Content-Type', problemType], ...retryFields(problem)];
      await channel.send({ status: problem.status, headers, body });
    },
  };
}
