import type { LinkEnd } from '#lib/model/events.ts';
import type { FeedEvent } from './feed.ts';

/** What is known of the ways to the server; `connectionState` says it in a word. */
export type Connection = {
  readonly socket: 'connecting' | 'joined' | 'lost';
  /** How the last fetch of the list went; null before the first. */
  readonly lastFetch: 'ok' | 'failed' | null;
  /** Nothing more will come, and why. */
  readonly closed: ClosedReason | null;
};

/** `key-unknown` is what a refused connection says: the link was revoked or expired, or the bin deleted, meanwhile. */
export type ClosedReason = 'bin-deleted' | 'bin-expired' | LinkEnd | 'key-unknown';

export type ConnectionEvent = { type: 'socket-lost' } | { type: 'closed'; why: ClosedReason };

export type ConnectionState = 'live' | 'catching-up' | 'polling' | 'connecting' | 'offline' | 'closed';

export const noConnection: Connection = { socket: 'connecting', lastFetch: null, closed: null };

export function reduceConnection(connection: Connection, event: FeedEvent): Connection {
  switch (event.type) {
    case 'joined':
      return { ...connection, socket: 'joined' };
    case 'socket-lost':
      // A fetch from before says nothing of now.
      return connection.socket === 'lost' ? connection : { ...connection, socket: 'lost', lastFetch: null };
    case 'page':
      return connection.lastFetch === 'ok' ? connection : { ...connection, lastFetch: 'ok' };
    case 'ask-failed':
      return { ...connection, lastFetch: 'failed' };
    case 'closed':
      return { ...connection, closed: connection.closed ?? event.why };
    default:
      return connection;
  }
}

/** The state as shown. It claims no more than is known: live only while the channel is joined and no row is missing. */
export function connectionState(connection: Connection, catchingUp: boolean): ConnectionState {
  if (connection.closed) return 'closed';
  if (connection.lastFetch === 'failed') return 'offline';
  if (connection.socket === 'joined') return catchingUp ? 'catching-up' : 'live';
  if (connection.socket === 'lost' && connection.lastFetch === 'ok') return 'polling';
  return 'connecting';
}
