import type { Socket } from 'node:net';
import { type Failure, problemOf, problemType, retryFields } from '#lib/model/errors.ts';
import { headBytes } from '#lib/wire/response/response-head.ts';

/** How long a rejected connection may take to read its response, milliseconds; and how many may do so at a time. */
const readTimeoutMs = 500;
const mostAtOnce = 32;

/** An error as the bytes of an HTTP/1.1 response after which the connection is closed. */
export function responseBytes(failure: Failure, origin: string): Buffer {
  const problem = problemOf(failure, origin);
  const body = Buffer.from(`${JSON.stringify(problem, null, 2)}\n`);
  const headers = [['Content-Type', problemType] as const, ...retryFields(problem)];
  return Buffer.concat([headBytes({ status: problem.status, headers }, body.length), body]);
}

/**
 * Sends a response on a connection that has no reader, and closes it. Data received meanwhile is read and discarded,
 * because the system resets a connection that is closed with unread bytes, and the response is lost. `refused` holds the
 * connections being rejected: when there are too many, the next is closed without a response.
 */
export function closeAfterResponse(socket: Socket, response: Buffer | null, refused: Set<Socket>): void {
  socket.on('error', ignore);
  if (response === null || refused.size >= mostAtOnce) return void socket.destroy();
  refused.add(socket);
  const timer = setTimeout(() => socket.destroy(), readTimeoutMs);
  socket.once('close', () => {
    refused.delete(socket);
    clearTimeout(timer);
  });
  socket.resume();
  socket.end(response);
}

/** Closes a connection at once, after a response if one can be written without waiting. */
export function closeAtOnce(socket: Socket, tcp: Socket, response: Buffer | null): void {
  tcp.on('error', ignore);
  // The system accepts this at once, unless the peer does not read.
  if (response !== null && socket.writable && socket.writableLength === 0) socket.write(response);
  tcp.destroy();
}

const ignore = () => {};
