import type { Socket } from 'node:net';
import { type Failure, problemOf, problemType, retryAfterField } from '../../model/errors.ts';
import { headBytes } from '../../wire/reply-head.ts';

/** How long a connection that is told why it is closed may take to read it, milliseconds; and how many may at a time. */
const moment = 500;
const mostAtOnce = 32;

/** A failure as a response after which the connection is closed, as bytes of HTTP/1.1. */
export function responseBytes(failure: Failure, origin: string): Buffer {
  const problem = problemOf(failure, origin);
  const body = Buffer.from(`${JSON.stringify(problem, null, 2)}\n`);
  const headers = [['Content-Type', problemType] as const, ...retryAfterField(problem)];
  return Buffer.concat([headBytes({ status: problem.status, headers }, body.length), body]);
}

/**
 * Answers a connection that nobody reads from, and closes it. What it sends meanwhile is read and dropped, since the system resets
 * a connection that is closed with bytes unread, and the response with it. `refused` are those that are being answered: when they
 * are many, the next is closed without an answer.
 */
export function refuse(socket: Socket, response: Buffer | null, refused: Set<Socket>): void {
  socket.on('error', ignore);
  if (response === null || refused.size >= mostAtOnce) return void socket.destroy();
  refused.add(socket);
  const timer = setTimeout(() => socket.destroy(), moment);
  socket.once('close', () => {
    refused.delete(socket);
    clearTimeout(timer);
  });
  socket.resume();
  socket.end(response);
}

/** Closes a connection now, and answers it before where that takes no waiting. */
export function dismiss(socket: Socket, tcp: Socket, response: Buffer | null): void {
  tcp.on('error', ignore);
  // The system takes this at once, or the connection is one that does not read.
  if (response !== null && socket.writable && socket.writableLength === 0) socket.write(response);
  tcp.destroy();
}

const ignore = () => {};
