import type { Connection } from './connection-state.ts';
import type { FeedEvent } from './feed-state.ts';

/** The connection after an event of the feed. */
export function reduceConnection(connection: Connection, event: FeedEvent): Connection {
  switch (event.type) {
    case 'channel-joined':
      return { ...connection, socket: 'joined' };
    case 'socket-lost':
      // A fetch from before the loss does not show that the server can be reached now.
      return connection.socket === 'lost' ? connection : { ...connection, socket: 'lost', lastFetch: null };
    case 'page-received':
      return connection.lastFetch === 'ok' ? connection : { ...connection, lastFetch: 'ok' };
    case 'page-failed':
      return { ...connection, lastFetch: 'failed' };
    case 'closed':
      return { ...connection, closed: connection.closed ?? event.why };
    default:
      return connection;
  }
}
