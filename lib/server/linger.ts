import type { IncomingMessage, ServerResponse } from 'node:http';

/** How long a sender that was answered early may go on sending, milliseconds. */
const moment = 500;

/**
 * Closes the connection of a request that was answered before its end, unless the end comes within a moment. Until then what
 * comes is read and dropped: closed at once, the sender would see a reset and never the answer (RFC 9112 §9.6).
 */
export function lingerAfter(request: IncomingMessage, response: ServerResponse): void {
  // A request that was destroyed has none any more.
  const { socket } = request;
  response.once('finish', () => {
    if (request.complete || socket.destroyed) return;
    const timer = setTimeout(() => socket.destroy(), moment);
    request.once('end', () => clearTimeout(timer));
    socket.once('close', () => clearTimeout(timer));
    // Who began to read has lost interest, and would hold up the rest.
    request.removeAllListeners('readable').removeAllListeners('data').resume();
  });
}
