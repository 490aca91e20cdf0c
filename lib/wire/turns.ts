import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { presenceOn } from './presence.ts';

/**
 * What was asked last on an HTTP/1.1 connection. Answers leave in the order of the requests (RFC 9112 §9.3.2), and Node sees to
 * that for its `ServerResponse`s. What writes to the connection itself has to wait for its turn.
 */
type Latest = { readonly response: ServerResponse; forget?: () => void };
const latest = new WeakMap<Duplex, Latest>();

/** To be told of every response as its request comes. */
export function noteResponse(response: ServerResponse): void {
  const { socket } = response.req;
  latest.get(socket)?.forget?.();
  latest.set(socket, { response });
}

/** The response to what was asked last on a connection; null when nothing was. */
export function latestResponse(connection: Duplex): ServerResponse | null {
  return latest.get(connection)?.response ?? null;
}

/** The response to a message that is still coming in; null when none is. */
export function beingRead(connection: Duplex): ServerResponse | null {
  const response = latestResponse(connection);
  return response?.req.complete === false ? response : null;
}

/** Resolves once all that was asked on a connection so far is answered, or the sender gone. */
export function whenAnswered(connection: Duplex): Promise<void> {
  const response = latest.get(connection)?.response;
  if (!response || response.writableFinished || connection.destroyed) return Promise.resolve();
  return new Promise((resolve) => {
    response.once('finish', resolve);
    presenceOn(connection).whenGone(resolve);
  });
}

/** The connection of a response, once it is its turn; null when the sender has left. */
export function turnOf(response: ServerResponse): Promise<Socket | null> {
  const sender = presenceOn(response.req.socket);
  if (sender.gone || response.socket) return Promise.resolve(sender.gone ? null : response.socket);
  return new Promise((resolve) => {
    response.once('socket', resolve);
    sender.whenGone(() => resolve(null));
  });
}

/** Calls back when the sender leaves without having asked for anything after this response. */
export function whenGoneAfter(response: ServerResponse, listener: () => void): void {
  const last = latest.get(response.req.socket);
  if (last?.response !== response) return;
  last.forget = presenceOn(response.req.socket).whenGone(listener);
}
