import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { Server as Engine } from 'engine.io';
import { Server, type Socket } from 'socket.io';
import { openEntry } from '../access/entry.ts';
import { captureView } from '../access/view.ts';
import type { Bin } from '../model/bin.ts';
import { failureCode } from '../model/errors.ts';
import type { ClientEvents, LinkEnd, ServerEvents } from '../model/events.ts';
import type { Link } from '../model/link.ts';
import type { Store } from '../store/store.ts';
import type { DecodeBody } from '../wire/content-decoder.ts';
import type { Workers } from '../workers/workers.ts';
import { type Announce, gatherCaptures } from './announce.ts';
import { restrictedWatchers } from './restricted.ts';

/** Where the live channel is, on the app's own host. */
export const livePath = '/socket.io/';

type Opened = { link: Link; bin: Bin };
type LiveSocket = Socket<ClientEvents, ServerEvents, Record<string, never>, Opened>;

/** The live channel: announces to those who watch, and takes the connections that dispatch hands to it. */
export type Live = {
  readonly announce: Announce;
  /** How many inspectors are connected. */
  watchers(): number;
  handleRequest(request: IncomingMessage, response: ServerResponse): void;
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  close(): Promise<void>;
};

/**
 * Socket.IO over an engine of our own. `attach()` would intercept by URL prefix, swallowing captures of host-addressed
 * bins, and end upgrades it does not know, Next's reload channel among them.
 *
 * A link that shows everything is in the room of its bin, to which what happens is sent as it is. One that does not is in none
 * but its own, and is sent what its view shows.
 *
 * The heartbeat is short so that a page whose network silently went away says so within ten seconds.
 */
export function openLive(
  store: Store,
  {
    decodeBody,
    workers,
    now,
    blame,
  }: { decodeBody: DecodeBody; workers: Workers; now: () => number; blame: (error: unknown) => void },
): Live {
  const engine = new Engine({
    pingInterval: 5000,
    pingTimeout: 5000,
    maxHttpBufferSize: 16 * 1024,
    cors: undefined,
  });
  const io = new Server<ClientEvents, ServerEvents, Record<string, never>, Opened>({
    serveClient: false,
    connectTimeout: 10_000,
  });
  io.bind(engine);

  io.use(async (socket: LiveSocket, next) => {
    try {
      socket.data = await openEntry(store, socket.handshake.auth.key, now());
      next();
    } catch (error) {
      next(refusal(error));
    }
  });

  const sizeOf = (room: string) => io.sockets.adapter.rooms.get(room)?.size ?? 0;
  /** Whoever sees one capture alone is counted, and not told who else is here. */
  const countPresent = (binId: number) => {
    const count = roomsOf(binId).reduce((sum, room) => sum + sizeOf(room), 0);
    io.to([wholeRoom(binId), maskedRoom(binId)]).emit('present', count);
  };

  const restricted = restrictedWatchers(
    (linkId, event, ...data) => io.to(linkRoomOf(linkId)).emit(event, ...data),
    blame,
  );

  io.on('connection', async (socket: LiveSocket) => {
    const { link, bin } = socket.data;
    const asker = { name: `link ${link.id}` };
    const view = captureView({ store, decodeBody, workers }, { link, bin }, asker);
    // First the room, then the head: whatever is committed later is announced, whatever was before is in the head.
    socket.join([roomFor(link), linkRoomOf(link.id)]);
    socket.on('disconnect', () => countPresent(bin.id));
    if (isRestricted(link)) socket.on('disconnect', restricted.join(bin.id, link, view));
    const untilExpiry =
      link.expiresAt === null
        ? null
        : setTimeout(() => letGo('link-expired'), timerSpan(link.expiresAt - now()));
    if (untilExpiry) socket.on('disconnect', () => clearTimeout(untilExpiry));
    function letGo(why: LinkEnd) {
      socket.emit('closed', why);
      socket.disconnect(true);
    }
    try {
      // Once more, now that a revocation would reach the room: one that came before it did not.
      await openEntry(store, socket.handshake.auth.key, now());
      const { head } = await view.counts();
      socket.emit('joined', { slug: bin.slug, role: link.role, head });
      const refused = await store.refusals(bin.id);
      if (refused > 0) socket.emit('refused', refused);
      countPresent(bin.id);
    } catch (error) {
      const code = failureCode(error);
      if (code === 'bin-deleted') {
        socket.emit('closed', code);
        return void socket.disconnect(true);
      }
      if (code === 'key-unknown') return letGo('link-revoked');
      // The store is in trouble; the page tries again, and by then it may be well.
      socket.disconnect(true);
    }
  });

  const gathered = gatherCaptures(
    (binId, event, ...data) => io.to(wholeRoom(binId)).emit(event, ...data),
    (binId) => io.sockets.adapter.rooms.has(wholeRoom(binId)),
  );

  const announce: Announce = {
    captured(binId, received, seq) {
      gathered.captured(binId, received, seq);
      restricted.added(binId, seq);
    },
    imported(binId, newest) {
      gathered.flush(binId);
      io.to(wholeRoom(binId)).emit('captures', [newest]);
      restricted.added(binId, newest.seq);
    },
    changed(binId, change) {
      gathered.changed(binId, change);
      restricted.changed(binId, change);
    },
    removed(binId, seqs) {
      gathered.flush(binId);
      io.to(wholeRoom(binId)).emit('removed', seqs);
      restricted.removed(binId, seqs);
    },
    removedUpTo(binId, seq, kept) {
      gathered.flush(binId);
      io.to(wholeRoom(binId)).emit('removedUpTo', seq, kept);
      restricted.removedUpTo(binId, seq, kept);
    },
    rotated(binId, rotatedOut) {
      io.to([wholeRoom(binId), maskedRoom(binId)]).emit('rotated', rotatedOut);
    },
    settings(binId) {
      io.to([wholeRoom(binId), maskedRoom(binId)]).emit('settings');
    },
    closed(binId, why) {
      gathered.flush(binId);
      io.to(roomsOf(binId)).emit('closed', why);
      io.in(roomsOf(binId)).disconnectSockets();
    },
    refused(binId, count) {
      io.to(roomsOf(binId)).emit('refused', count);
    },
    revoked(linkId, why = 'link-revoked') {
      io.to(linkRoomOf(linkId)).emit('closed', why);
      io.in(linkRoomOf(linkId)).disconnectSockets();
    },
    watching: (linkId) => sizeOf(linkRoomOf(linkId)),
  };

  return {
    announce,
    watchers: () => io.engine.clientsCount,
    handleRequest: (request, response) => engine.handleRequest(engineRequest(request), response),
    handleUpgrade: (request, socket, head) => engine.handleUpgrade(engineRequest(request), socket, head),
    async close() {
      gathered.stop();
      restricted.stop();
      await io.close();
    },
  };
}

/** What a timer takes: it holds no more than 31 bits of milliseconds, some 24 days; the page connects anew before. */
const timerSpan = (milliseconds: number) => Math.min(Math.max(milliseconds, 0), 2 ** 31 - 1);

const wholeRoom = (binId: number) => `bin:${binId}`;
const maskedRoom = (binId: number) => `masked:${binId}`;
const oneRoom = (binId: number) => `one:${binId}`;
const roomsOf = (binId: number) => [wholeRoom(binId), maskedRoom(binId), oneRoom(binId)];

function roomFor({ binId, captureSeq, redaction }: Link): string {
  if (captureSeq !== null) return oneRoom(binId);
  return redaction === null ? wholeRoom(binId) : maskedRoom(binId);
}

const isRestricted = ({ captureSeq, redaction }: Link) => captureSeq !== null || redaction !== null;
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
