import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { Server as Engine } from 'engine.io';
import { Server, type Socket } from 'socket.io';
import { openEntry } from '../access/entry.ts';
import { failureCode } from '../model/errors.ts';
import type { ClientEvents, ServerEvents } from '../model/events.ts';
import type { Link } from '../model/link.ts';
import type { Store } from '../store/store.ts';
import { type Announce, gatherCaptures } from './announce.ts';

/** Where the live channel is, on the app's own host. */
export const livePath = '/socket.io/';

type LiveSocket = Socket<ClientEvents, ServerEvents, Record<string, never>, { link: Link; slug: string }>;

/** The live channel: announces to those who watch, and takes the connections that dispatch hands to it. */
export type Live = {
  readonly announce: Announce;
  handleRequest(request: IncomingMessage, response: ServerResponse): void;
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  close(): Promise<void>;
};

/**
 * Socket.IO over an engine of our own. `attach()` would intercept by URL prefix, swallowing captures of host-addressed
 * bins, and end upgrades it does not know, Next's reload channel among them.
 *
 * The heartbeat is short so that a page whose network silently went away says so within ten seconds.
 */
export function openLive(store: Store, now: () => number): Live {
  const engine = new Engine({
    pingInterval: 5000,
    pingTimeout: 5000,
    maxHttpBufferSize: 16 * 1024,
    cors: undefined,
  });
  const io = new Server<ClientEvents, ServerEvents, Record<string, never>, { link: Link; slug: string }>({
    serveClient: false,
    connectTimeout: 10_000,
  });
  io.bind(engine);

  io.use(async (socket: LiveSocket, next) => {
    try {
      const { link, bin } = await openEntry(store, socket.handshake.auth.key, now());
      socket.data = { link, slug: bin.slug };
      next();
    } catch (error) {
      next(refusal(error));
    }
  });

  const countPresent = (room: string) => {
    io.to(room).emit('present', io.sockets.adapter.rooms.get(room)?.size ?? 0);
  };

  io.on('connection', async (socket: LiveSocket) => {
    const { link, slug } = socket.data;
    const room = roomOf(link.binId);
    // First the room, then the head: whatever is committed later is announced, whatever was before is in the head.
    socket.join([room, linkRoomOf(link.id)]);
    socket.on('disconnect', () => countPresent(room));
    const untilExpiry = link.expiresAt === null ? null : setTimeout(letGo, timerSpan(link.expiresAt - now()));
    if (untilExpiry) socket.on('disconnect', () => clearTimeout(untilExpiry));
    function letGo() {
      socket.emit('closed', 'link-revoked');
      socket.disconnect(true);
    }
    try {
      // Once more, now that a revocation would reach the room: one that came before it did not.
      await openEntry(store, socket.handshake.auth.key, now());
      const { head } = await store.counts(link.binId);
      socket.emit('joined', { slug, role: link.role, head });
      countPresent(room);
    } catch (error) {
      const code = failureCode(error);
      if (code === 'bin-deleted') {
        socket.emit('closed', code);
        return void socket.disconnect(true);
      }
      if (code === 'key-unknown') return letGo();
      // The store is in trouble; the page tries again, and by then it may be well.
      socket.disconnect(true);
    }
  });

  const gathered = gatherCaptures(
    (binId, event, ...data) => io.to(roomOf(binId)).emit(event, ...data),
    (binId) => io.sockets.adapter.rooms.has(roomOf(binId)),
  );

  const announce: Announce = {
    captured: gathered.captured,
    imported(binId, newest) {
      gathered.flush(binId);
      io.to(roomOf(binId)).emit('captures', [newest]);
    },
    changed: gathered.changed,
    removed(binId, seqs) {
      gathered.flush(binId);
      io.to(roomOf(binId)).emit('removed', seqs);
    },
    removedUpTo(binId, seq, kept) {
      gathered.flush(binId);
      io.to(roomOf(binId)).emit('removedUpTo', seq, kept);
    },
    rotated(binId, rotatedOut) {
      io.to(roomOf(binId)).emit('rotated', rotatedOut);
    },
    settings(binId) {
      io.to(roomOf(binId)).emit('settings');
    },
    closed(binId, why) {
      gathered.flush(binId);
      io.to(roomOf(binId)).emit('closed', why);
      io.in(roomOf(binId)).disconnectSockets();
    },
    revoked(linkId) {
      io.to(linkRoomOf(linkId)).emit('closed', 'link-revoked');
      io.in(linkRoomOf(linkId)).disconnectSockets();
    },
  };

  return {
    announce,
    handleRequest: (request, response) => engine.handleRequest(engineRequest(request), response),
    handleUpgrade: (request, socket, head) => engine.handleUpgrade(engineRequest(request), socket, head),
    async close() {
      gathered.stop();
      await io.close();
    },
  };
}

/** What a timer takes: it holds no more than 31 bits of milliseconds, some 24 days; the page connects anew before. */
const timerSpan = (milliseconds: number) => Math.min(Math.max(milliseconds, 0), 2 ** 31 - 1);

const roomOf = (binId: number) => `bin:${binId}`;
const linkRoomOf = (linkId: number) => `link:${linkId}`;

/** Engine.IO keeps facts of its own on the request; its type asks for them before it has set them. */
function engineRequest(request: IncomingMessage) {
  return request as Parameters<Engine['handleRequest']>[0];
}

/** What a refused connection is told: the code, which the browser turns into words. */
function refusal(error: unknown): Error & { data: { code: string } } {
  const code = failureCode(error) ?? 'internal';
  return Object.assign(new Error(code), { data: { code } });
}
