import type { Socket } from 'socket.io-client';
import type { DeliveryNews } from '#components/api/delivery-news.ts';
import type { ClientEvents, ServerEvents } from '#lib/model/events.ts';
import type { FeedStore } from './feed-store.ts';

/** The shortest and the longest delay before a reconnect, milliseconds. */
const minRetryDelay = 400;
const maxRetryDelay = 10_000;

/** Callbacks for events that do not concern the list. */
export type ChannelHandlers = {
  /** Deliveries, bulk replays and forward rules; `missed` when events may have been missed. */
  news: DeliveryNews;
  onPresent: (count: number) => void;
  onSettings: () => void;
  onRotated: (rotatedOut: number) => void;
};

type LiveSocket = Socket<ServerEvents, ClientEvents>;

const loadClient = () => import('socket.io-client');
/** Socket.IO's client. It is loaded beside the page, which shows its requests without it. */
let client = loadClient();
client.catch(() => {});

/** Joins the live channel of the bin a key opens and dispatches its events to the feed, until `leave` is called. */
export function joinLiveChannel(
  key: string,
  feed: FeedStore,
  { news, onPresent, onSettings, onRotated }: ChannelHandlers,
) {
  let socket: LiveSocket | null = null;
  let hasLeft = false;
  let failures = 0;
  // In a timeout, since React may unmount and remount the page at once (strict mode).
  let timer = setTimeout(connect);

  function connect(): void {
    clearTimeout(timer);
    if (feed.get().connection.closed) return;
    if (socket) socket.connect();
    else open().catch(retryToLoad);
  }

  async function open(): Promise<void> {
    const { io } = await client;
    if (hasLeft || socket) return;
    socket = io({
      path: '/socket.io/',
      auth: { key },
      transports: ['websocket', 'polling'],
      tryAllTransports: true,
      closeOnBeforeunload: true,
      forceNew: true,
      // Behind some proxies WebSocket upgrades hang without an error.
      timeout: 5000,
      autoConnect: false,
      // Socket.IO's own reconnection cannot be told to retry at once.
      reconnection: false,
    });
    listen(socket);
    socket.connect();
  }

  function retryToLoad(): void {
    if (hasLeft) return;
    client = loadClient();
    client.catch(() => {});
    feed.dispatch({ type: 'socket-lost' });
    connectLater();
  }

  function connectLater(): void {
    clearTimeout(timer);
    const delay = Math.min(maxRetryDelay, minRetryDelay * 2 ** failures++);
    timer = setTimeout(connect, delay);
  }

  function listen(socket: LiveSocket): void {
    socket.on('joined', ({ head }) => {
      failures = 0;
      feed.dispatch({ type: 'channel-joined', head });
      news.publish({ type: 'missed' });
      onSettings();
    });
    socket.on('captures', (captures) => feed.dispatch({ type: 'captured', captures }));
    socket.on('changed', (changes) => feed.dispatch({ type: 'changed', changes }));
    socket.on('refused', (count) => feed.dispatch({ type: 'rejected', count }));
    socket.on('removed', (seqs) => feed.dispatch({ type: 'removed', seqs }));
    socket.on('removedUpTo', (seq, kept) => feed.dispatch({ type: 'removed-up-to', seq, kept }));
    socket.on('closed', (why) => feed.dispatch({ type: 'closed', why }));
    socket.on('deliveries', (deliveries) => news.publish({ type: 'changed', deliveries }));
    socket.on('deliveryRemoved', (id) => news.publish({ type: 'removed', id }));
    socket.on('replay', (progress) => news.publish({ type: 'replay', progress }));
    socket.on('forwards', () => news.publish({ type: 'forwards' }));
    socket.on('settings', onSettings);
    socket.on('rotated', onRotated);
    socket.on('present', onPresent);

    socket.on('disconnect', () => {
      feed.dispatch({ type: 'socket-lost' });
      feed.dispatch({ type: 'went-offline' });
      onPresent(0);
      connectLater();
    });
    socket.on('connect_error', (error) => {
      const code = (error as Error & { data?: { code?: string } }).data?.code;
      const isRejected = code === 'key-unknown' || code === 'bin-deleted';
      feed.dispatch(isRejected ? { type: 'closed', why: code } : { type: 'socket-lost' });
      connectLater();
    });
  }

  return {
    /** Connects at once instead of after the delay. */
    retry: () => !socket?.connected && connect(),
    leave() {
      hasLeft = true;
      clearTimeout(timer);
      socket?.removeAllListeners().disconnect();
    },
  };
}
