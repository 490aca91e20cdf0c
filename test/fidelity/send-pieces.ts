import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** Writes the pieces to a new connection, and waits until the server has closed it. With `hangsUp` the sender closes it. */
export function sendPieces(
  port: number,
  pieces: readonly (string | Uint8Array)[],
  hangsUp: boolean,
): Promise<void> {
  const socket = connect(port, '127.0.0.1');
  for (const piece of pieces) socket.write(piece as string, 'latin1');
  socket.resume();
  socket.on('error', () => {});
  return new Promise((resolve) => {
    socket.on('close', () => resolve());
    if (hangsUp) void pause(300).then(() => socket.destroy());
  });
}
