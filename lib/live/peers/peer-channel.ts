import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';

/** A channel on which processes of one database send each other messages. Messages may be lost; then `missed` is called. */
export type PeerChannel = {
  /** The name of this process. */
  readonly self: string;
  /** Sends JSON to all other processes. Never waits and never fails. */
  send(message: object): void;
  /** Whether messages are sent and received. */
  isOpen(): boolean;
  close(): Promise<void>;
};

/** Callbacks of a channel. */
export type PeerListeners = {
  /** A message of another process; null where it only shows that it runs. Those of one process come in the order in which it sent them. */
  readonly received: (from: string, message: unknown) => void;
  /** Messages of another process, or of all (null), may have been missed, and are not repeated. */
  readonly missed: (from: string | null) => void;
  /** The channel is open now, or is not any more. */
  readonly changed: (isOpen: boolean) => void;
};

type Log = { warn(words: string): void; info(words: string): void };

/** The longest time of connecting, and between two attempts, milliseconds. */
const connectingMs = 1000;
const longestPause = 1000;
/** How often this process sends something to itself, and how long it may take to come back, milliseconds. */
const echoEvery = 1000;
const longestSilence = 4000;

/**
 * Opens a channel in Redis, with its Pub/Sub, and keeps trying while Redis is unreachable; this is logged once, and once when it is back.
 * `name` separates the channels of several databases in one Redis.
 */
export async function openPeerChannel(
  { url, prefix }: { readonly url: string; readonly prefix: string },
  name: string,
  { received, missed, changed }: PeerListeners,
  log: Log,
): Promise<PeerChannel> {
  const { Redis } = await import('ioredis');
  const self = randomUUID();
  const channel = `${prefix}live:${name}`;
  const options = {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    autoResubscribe: false,
    connectTimeout: connectingMs,
    retryStrategy: (attempt: number) => Math.min(attempt * 100, longestPause),
  };
  const publisher = new Redis(url, options);
  const subscriber = new Redis(url, options);
  /** The number of the last message of each process. */
  const numbers = new Map<string, number>();
  let count = 0;
  let isSubscribed = false;
  let isOpen = false;
  let isClosed = false;
  let isMissed = false;
  let lastEcho = performance.now();

  function look(): void {
    const isOpenNow = isSubscribed && publisher.status === 'ready' && !isClosed;
    if (isOpenNow === isOpen) return;
    isOpen = isOpenNow;
    if (isOpen && isMissed)
      log.info('Redis is reachable again. Processes tell each other at once what happens.');
    if (isOpen) isMissed = false;
    else noteUnreachable();
    numbers.clear();
    if (isOpen) missed(null);
    changed(isOpen);
  }

  function noteUnreachable(): void {
    if (isMissed || isClosed) return;
    isMissed = true;
    log.warn('Redis is unreachable. Until it is back, processes find by polling what the others have done.');
  }

  function send(message: object | null): void {
    if (!isOpen) return;
    if (message !== null) count += 1;
    publisher.publish(channel, JSON.stringify([self, count, message])).catch(() => {});
  }

  for (const client of [publisher, subscriber]) {
    client.on('error', noteUnreachable);
    client.on('close', () => {
      if (client === subscriber) isSubscribed = false;
      look();
    });
  }
  publisher.on('ready', look);
  subscriber.on('ready', () => {
    subscriber.subscribe(channel).then(
      () => {
        isSubscribed = true;
        lastEcho = performance.now();
        look();
      },
      () => subscriber.disconnect(true),
    );
  });
  subscriber.on('message', (_channel: string, text: string) => {
    const [from, number, message] = JSON.parse(text) as [string, number, unknown];
    if (from === self) {
      lastEcho = performance.now();
      return;
    }
    const before = numbers.get(from);
    numbers.set(from, number);
    // A message with a number of its own comes after the one before; an echo has that of the last one.
    const isNext = before === undefined || number === before + (message === null ? 0 : 1);
    if (!isNext) missed(from);
    received(from, message);
  });

  let lastTick = performance.now();
  const echo = setInterval(() => {
    const now = performance.now();
    // After a pause of this process what came meanwhile is read first.
    const wasPaused = now - lastTick > 2 * echoEvery;
    lastTick = now;
    if (isOpen && !wasPaused && now - lastEcho > longestSilence) {
      // Redis is gone without a word.
      isSubscribed = false;
      look();
      for (const client of [publisher, subscriber]) client.disconnect(true);
    } else send(null);
  }, echoEvery);
  echo.unref();

  for (const until = performance.now() + connectingMs; !isOpen && performance.now() < until; ) await pause(5);

  return {
    self,
    send,
    isOpen: () => isOpen,
    async close() {
      isClosed = true;
      clearInterval(echo);
      // What was sent before is on its way.
      if (publisher.status === 'ready') await publisher.quit().catch(() => {});
      for (const client of [publisher, subscriber]) client.disconnect();
    },
  };
}
