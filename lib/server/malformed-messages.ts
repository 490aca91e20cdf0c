import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { type CaptureContext, capture } from '#lib/wire/capture.ts';
import { acceptMalformedRequest } from '#lib/wire/incoming/malformed-request.ts';
import {
  malformedMessage,
  noteParseError,
  type ParseError,
  parseErrorReason,
} from '#lib/wire/incoming/parse-error.ts';
import {
  responseToUnfinishedRequest,
  waitForTurn,
  whenResponded,
} from '#lib/wire/response/response-order.ts';
import { SocketChannel } from '#lib/wire/response/socket-channel.ts';
import type { Counts } from './counts.ts';
import type { Destination } from './dispatch.ts';

/** The parts of the server needed to record a malformed message. */
type Parts = {
  line: CaptureContext;
  counts: Counts;
  scheme: 'http' | 'https';
  /** The most bytes stored of a message. */
  limit: number;
  /** The origin at which senders reach the server. */
  origin: () => string;
  destinationOf: (method: string, target: string, connection: Duplex) => Destination;
  /** Keeps the server open until the work is done. */
  track: (work: Promise<unknown>) => void;
};

/**
 * The listener for messages that Node's parser rejects (`clientError`). One that names a bin in its first line becomes a capture
 * flagged as malformed; any other is rejected with the status Node would send, and leaves no trace but a count.
 */
export function malformedMessages({ line, counts, scheme, limit, origin, destinationOf, track }: Parts) {
  return function onParseError(error: ParseError, duplex: Duplex): void {
    const socket = duplex as Socket;
    const reason = parseErrorReason(error);
    // A message cut off by its sender is incomplete, not malformed.
    if (error.code !== 'HPE_INVALID_EOF_STATE') noteParseError(socket, reason);
    const message = malformedMessage(error);
    const destination = message && destinationOf(message.method, message.target, socket);
    const underWay = responseToUnfinishedRequest(socket);
    if (message && destination?.to === 'bin' && !underWay) {
      const { slug, prefixLength } = destination;
      counts.malformedToBins += 1;
      const facts = { origin: origin(), prefixLength, scheme, reason, limit } as const;
      track(capture(acceptMalformedRequest(socket, message, facts), slug, line));
    } else {
      // A request whose body turns out to be malformed is captured by its own handler.
      if (underWay) counts.malformedToBins += 1;
      else if (isMalformed(error)) counts.malformedElsewhere += 1;
      track(rejectMalformed(socket, underWay, statusOf(error.code), reason));
    }
  };
}

/** Sends the error after the responses to all earlier requests of the connection, and closes it. */
async function rejectMalformed(
  socket: Socket,
  underWay: ServerResponse | null,
  status: number,
  reason: string,
): Promise<void> {
  // The response was sent before the request was complete; a second one is not possible.
  if (underWay?.writableFinished) return void socket.destroy();
  await (underWay ? waitForTurn(underWay) : whenResponded(socket));
  const body = Buffer.from(`${reason}\n`);
  await new SocketChannel(socket).send({ status, headers: [['Content-Type', 'text/plain']], body });
}

/** Whether the message violates the syntax of HTTP; false if its sender disconnected or was too slow. */
function isMalformed({ code }: ParseError): boolean {
  return Boolean(code?.startsWith('HPE_')) && code !== 'HPE_INVALID_EOF_STATE';
}

/** The status that Node sends for a message its parser rejects. */
function statusOf(code: string | undefined): number {
  if (code === 'HPE_HEADER_OVERFLOW') return 431;
  if (code === 'HPE_CHUNK_EXTENSIONS_OVERFLOW') return 413;
  return code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : 400;
}
