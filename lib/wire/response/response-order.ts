import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { watchSender } from './sender-gone.ts';

/**
 * The latest response on an HTTP/1.1 connection. Responses are sent in the order of the requests (RFC 9112 §9.3.2). Node ensures
 * that for its `ServerResponse`s; code that writes to the connection itself has to wait for its turn.
 */
type Latest = {
  readonly response: ServerResponse;
  /** Called when the sender leaves without another request. */
  whenGone: (() => void) | null;
};
const latest = new WeakMap<Duplex, Latest>();

/** Must be called for every response as its request arrives. */
export function noteResponse(response: ServerResponse): void {
  const { socket } = response.req;
  // One listener for each connection: to add and remove one for each response would take longer.
  if (!latest.has(socket)) watchSender(socket).whenGone(() => latest.get(socket)?.whenGone?.());
  latest.set(socket, { response, whenGone: null });
}

/** The response to the latest request on a connection; null if there is none. */
export function latestResponse(connection: Duplex): ServerResponse | null {
  return latest.get(connection)?.response ?? null;
}

/** The response to a request that is still arriving; null if there is none. */
export function responseToUnfinishedRequest(connection: Duplex): ServerResponse | null {
  const response = latestResponse(connection);
  return response?.req.complete === false ? response : null;
}

/** Resolves once all requests on a connection so far have their response, or the sender is gone. */
export function whenResponded(connection: Duplex): Promise<void> {
  const response = latest.get(connection)?.response;
  if (!response || response.writableFinished || connection.destroyed) return Promise.resolve();
  return new Promise((resolve) => {
    response.once('finish', resolve);
    watchSender(connection).whenGone(resolve);
  });
}

/** Resolves with the connection of a response once it is its turn; with null if the sender has left. */
export function waitForTurn(response: ServerResponse): Promise<Socket | null> {
  const sender = watchSender(response.req.socket);
  if (sender.isGone || response.socket) return Promise.resolve(sender.isGone ? null : response.socket);
  return new Promise((resolve) => {
    response.once('socket', resolve);
    sender.whenGone(() => resolve(null));
  });
}

/** Calls back when the sender leaves without another request after this response. */
export function whenGoneAfter(response: ServerResponse, listener: () => void): void {
  const last = latest.get(response.req.socket);
  if (last?.response !== response) return;
  if (watchSender(response.req.socket).isGone) listener();
  else last.whenGone = listener;
}
