import type { EventEmitter } from 'node:events';
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { microsNow } from './clock.ts';

/**
 * When the first byte of a request arrived.
 *
 * Node tells of a request when its headers are complete. Its parser, though, calls the function in slot 0
 * (`HTTPParser.kOnMessageBegin`) at a message's first byte, whether or not it came on a kept-alive connection. Listening
 * for the socket's own data instead would take the parser off its fast path. The slot is internal to Node: where it is not
 * honoured, the time the headers were complete stands in.
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

/** When the head of a request that is still coming in began, milliseconds since the epoch; null when none is. */
export function headBeganAt(socket: Socket): number | null {
  const beganAt = parserOf(socket)?.beganAt;
  return beganAt === undefined ? null : beganAt / 1000;
}

/** Microseconds since the epoch. To be asked once, as soon as Node has told of the request. */
export function firstByteAt(request: IncomingMessage): number {
  const parser = parserOf(request.socket);
  const beganAt = parser?.beganAt;
  if (parser) parser.beganAt = undefined;
  return beganAt ?? microsNow();
}
