import { io, type Socket } from 'socket.io-client';
import type { ClientEvents, ServerEvents } from '#lib/model/events.ts';
import type { FeedStore } from './feed-store.ts';

/** The shortest and the longest wait before another attempt to join, milliseconds. */
const shortestWait = 400;
const longestWait = 10_000;

/** Joins the live channel with a key and tells the feed what is heard, until `leave` is called. */
export function joinLiveChannel(key: string, feed: FeedStore, onPresent: (count: number) => void) {
  const socket: Socket<ServerEvents, ClientEvents> = io({
    path: '/socket.io/',
    auth: { key },
    transports: ['websocket', 'polling'],
    tryAllTransports: true,
    closeOnBeforeunload: true,
    forceNew: true,
    // Where nobody answers upgrades they hang.
    timeout: 5000,
    autoConnect: false,
    // Its own cannot be told to try at once when there is reason to hope.
    reconnection: false,
  });
  let failures = 0;
  // React may take the page down again at once and build it anew: not before it stays is a connection made.
  let waiting = setTimeout(connect);

  function connect(): void {
    clearTimeout(waiting);
    if (!feed.get().connection.closed) socket.connect();
  }

  function connectLater(): void {
    clearTimeout(waiting);
    const wait = Math.min(longestWait, shortestWait * 2 ** failures++);
    waiting = setTimeout(connect, wait);
  }

  socket.on('joined', ({ head }) => {
    failures = 0;
    feed.tell({ type: 'joined', head });
  });
  socket.on('captures', (captures) => feed.tell({ type: 'captured', captures }));
  socket.on('changed', (changes) => feed.tell({ type: 'changed', changes }));
  socket.on('refused', (count) => feed.tell({ type: 'refused', count }));
  socket.on('removed', (seqs) => feed.tell({ type: 'removed', seqs }));
  socket.on('removedUpTo', (seq, kept) => feed.tell({ type: 'removed-up-to', seq, kept }));
  socket.on('closed', (why) => feed.tell({ type: 'closed', why }));
  socket.on('present', onPresent);

  socket.on('disconnect', () => {
    feed.tell({ type: 'socket-lost' });
    feed.tell({ type: 'silent' });
    onPresent(0);
    connectLater();
  });
  socket.on('connect_error', (error) => {
    const code = (error as Error & { data?: { code?: string } }).data?.code;
    const isRefused = code === 'key-unknown' || code === 'bin-deleted';
    feed.tell(isRefused ? { type: 'closed', why: code } : { type: 'socket-lost' });
    connectLater();
  });

  return {
    /** Tries at once. */
    retry: () => !socket.connected && connect(),
    leave() {
      clearTimeout(waiting);
      socket.removeAllListeners().disconnect();
    },
  };
}
