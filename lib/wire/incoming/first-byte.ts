import type { EventEmitter } from 'node:events';
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { microsNow } from '../clock.ts';

/**
 * Records when the first byte of a request was received.
 *
 * Node emits a request when its headers are complete, but its parser calls the function in slot 0
 * (`HTTPParser.kOnMessageBegin`) at the first byte of a message, also on a kept-alive connection. Listening for the
 * socket's data instead would take the parser off its fast path. The slot is internal to Node: where it is not called, the
 * time at which the headers were complete is used.
 */
type Parser = { 0?: (this: Parser) => void; beganAt?: number };
const parserOf = (socket: Socket) => (socket as Socket & { parser?: Parser }).parser;

export function watchFirstBytes(server: Pick<EventEmitter, 'on'>): void {
  const watch = (socket: Socket) => {
    const parser = parserOf(socket);
    if (parser) parser[0] = noteBeginning;
  };
  server.on('connection', watch).on('secureConnection', watch);
}

function noteBeginning(this: Parser): void {
  this.beganAt = microsNow();
}

/** When the head of an incomplete request began, milliseconds since the epoch; null if there is none. */
export function headBeganAt(socket: Socket): number | null {
  const beganAt = parserOf(socket)?.beganAt;
  return beganAt === undefined ? null : beganAt / 1000;
}

/** When the first byte of a request arrived, in microseconds since the epoch. Call it once, as soon as Node emits the request. */
export function firstByteAt(request: IncomingMessage): number {
  const parser = parserOf(request.socket);
  const beganAt = parser?.beganAt;
  if (parser) parser.beganAt = undefined;
  return beganAt ?? microsNow();
}
