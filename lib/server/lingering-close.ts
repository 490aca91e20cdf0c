import type { IncomingMessage, ServerResponse } from 'node:http';

/** How long a sender may go on sending after it got its response, milliseconds. */
const lingerMs = 500;

/**
 * Closes the connection of a request that got its response before it was complete, unless the rest is received in time.
 * Until then the rest is read and discarded: closed at once, the sender would see a reset and never the response (RFC 9112
 * §9.6).
 */
export function closeLingering(request: IncomingMessage, response: ServerResponse): void {
  // The socket is null once the request is destroyed.
  const { socket } = request;
  response.once('finish', () => {
    if (request.complete || socket.destroyed) return;
    const timer = setTimeout(() => socket.destroy(), lingerMs);
    request.once('end', () => clearTimeout(timer));
    socket.once('close', () => clearTimeout(timer));
    // Remove the readers: they are no longer interested, and would hold up the rest.
    request.removeAllListeners('readable').removeAllListeners('data').resume();
  });
}
