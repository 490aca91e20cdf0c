/** What is let go: a connected socket of Socket.IO. */
export type Connected = { disconnect(close: true): unknown };

/** The most groups in which sockets are let go, the fewest sockets of a group, and the longest pause between two, milliseconds. */
const mostGroups = 40;
const fewestSockets = 25;
const longestPause = 75;

/**
 * Disconnects sockets in groups, with pauses of a random length between them, so that their pages do not connect to another server, or to
 * this one when it has started again, all at once. Resolves when the last is disconnected, after 3 seconds at most.
 */
export async function letGo(sockets: readonly Connected[], random: () => number): Promise<void> {
  const size = Math.max(fewestSockets, Math.ceil(sockets.length / mostGroups));
  for (let start = 0; start < sockets.length; start += size) {
    if (start > 0) {
      const pause = longestPause * (1 / 3 + (2 / 3) * random());
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
    for (const socket of sockets.slice(start, start + size)) socket.disconnect(true);
  }
}
