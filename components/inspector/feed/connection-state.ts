import type { LinkEnd } from '#lib/model/events.ts';

/** The state of the live channel and of the last fetch; `connectionState` sums them up. */
export type Connection = {
  readonly socket: 'connecting' | 'joined' | 'lost';
  /** The result of the last fetch of the list; null before the first. */
  readonly lastFetch: 'ok' | 'failed' | null;
  /** Why no more events will be received; null while the feed is open. */
  readonly closed: ClosedReason | null;
};

export type ClosedReason = BinClosedReason | LinkClosedReason;
export type BinClosedReason = 'bin-deleted' | 'bin-expired';
/** `key-unknown`: the connection was rejected, since the link was revoked or expired, or the bin deleted, meanwhile. */
export type LinkClosedReason = LinkEnd | 'key-unknown';

/** Whether the link of the page opens nothing any more. Of a bin that was deleted, the page keeps what it has loaded. */
export function isOfLink(why: ClosedReason): why is LinkClosedReason {
  return why !== 'bin-deleted' && why !== 'bin-expired';
}

export type ConnectionEvent = { type: 'socket-lost' } | { type: 'closed'; why: ClosedReason };

export type ConnectionState =
  | 'live'
  | 'catching-up'
  | 'polling'
  | 'connecting'
  | 'reconnecting'
  | 'offline'
  | 'closed';

/** What the page says about the list: one word for the connection and for the pause. */
export type ListState = ConnectionState | 'paused';

export const noConnection: Connection = { socket: 'connecting', lastFetch: null, closed: null };

/** The state to show: live only while the channel is joined and no row is missing. */
export function connectionState(connection: Connection, catchingUp: boolean): ConnectionState {
  if (connection.closed) return 'closed';
  if (connection.lastFetch === 'failed') return 'offline';
  if (connection.socket === 'joined') return catchingUp ? 'catching-up' : 'live';
  if (connection.socket === 'connecting') return 'connecting';
  return connection.lastFetch === 'ok' ? 'polling' : 'reconnecting';
}

/** The state of a list that may be paused, which hides how new requests would come, but not that they cannot. */
export function listState(connection: ConnectionState, isPaused: boolean): ListState {
  return isPaused && !['reconnecting', 'offline', 'closed'].includes(connection) ? 'paused' : connection;
}
