import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { Server as Engine } from 'engine.io';
import { Server, type Socket } from 'socket.io';
import { openByKey, touchLink } from '#lib/access/open-bin.ts';
import { isAllowed } from '#lib/access/permissions.ts';
import { openView } from '#lib/access/views/open-view.ts';
import type { DecodeBody } from '#lib/content-encoding/decode-queue.ts';
import type { Bin } from '#lib/model/bin.ts';
import { Failure, failureCode } from '#lib/model/errors.ts';
import type { ClientEvents, LinkEnd, ServerEvents } from '#lib/model/events.ts';
import type { Link } from '#lib/model/link.ts';
import type { Store } from '#lib/store/store.ts';
import type { Workers } from '#lib/workers/workers.ts';
import { type Announce, gatherCaptures } from './announce.ts';
import { gatherDeliveries } from './gather-deliveries.ts';
import { letGo } from './let-go.ts';
import { openPacer } from './pacer.ts';
import { restrictedWatchers } from './restricted.ts';

type Opened = { link: Link; bin: Bin };
type LiveSocket = Socket<ClientEvents, ServerEvents, Record<string, never>, Opened>;

/** The live channel: notifies viewers, and handles the connections that dispatch hands over. */
export type Live = {
  readonly announce: Announce;
  /** The number of connected pages. */
  watchers(): number;
  handleRequest(request: IncomingMessage, response: ServerResponse): void;
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Accepts no more pages, and lets those that are connected go in groups; they get events until then. */
  close(): Promise<void>;
};

/**
 * Socket.IO over an engine of our own. `attach()` would intercept by URL prefix, taking captures of host-addressed bins, and end
 * upgrades it does not know, such as Next's reload channel.
 *
 * Unrestricted links are in the room of their bin, which gets all events as they are; owners are also in a room for what only they see. Restricted links are only in a room of their own,
 * which gets what their view shows.
 *
 * The heartbeat is short, so that a page notices a lost connection within ten seconds.
 */
export function openLive(
  store: Store,
  {
    decodeBody,
    workers,
    now,
    reportError,
  }: { decodeBody: DecodeBody; workers: Workers; now: () => number; reportError: (error: unknown) => void },
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

  let isClosing = false;

  io.use(async (socket: LiveSocket, next) => {
    try {
      // Pages that were let go may ask this server again before it stops to listen.
      if (isClosing) throw new Failure('draining');
      socket.data = await openByKey(store, socket.handshake.auth.key, now());
      next();
    } catch (error) {
      next(refusal(error));
    }
  });

  const sizeOf = (room: string) => io.sockets.adapter.rooms.get(room)?.size ?? 0;
  /** Viewers of a single capture are counted, but not told the count. */
  const countPresent = (binId: number) => {
    const count = roomsOf(binId).reduce((sum, room) => sum + sizeOf(room), 0);
    io.to([wholeRoom(binId), maskedRoom(binId)]).emit('present', count);
  };

  const restricted = restrictedWatchers(
    (linkId, event, ...data) => io.to(linkRoomOf(linkId)).emit(event, ...data),
    reportError,
  );

  io.on('connection', async (socket: LiveSocket) => {
    const { link, bin } = socket.data;
    const asker = { name: `link ${link.id}` };
    const view = openView({ store, decodeBody, workers }, { link, bin }, asker);
    // Join before reading the head: later commits are announced, earlier ones are in the head.
    socket.join([roomFor(link), linkRoomOf(link.id)]);
    if (isAllowed(link, 'see-private-responses')) socket.join(ownerRoom(bin.id));
    // A page in view uses its link, without a request of its own: its last use is when it was left.
    socket.on('disconnect', () =>
      touchLink(store, link, now()).finally(() => {
        countPresent(bin.id);
      }),
    );
    if (isRestricted(link)) socket.on('disconnect', restricted.join(bin.id, link, view));
    const untilExpiry =
      link.expiresAt === null
        ? null
        : setTimeout(() => endLink('link-expired'), timerSpan(link.expiresAt - now()));
    if (untilExpiry) socket.on('disconnect', () => clearTimeout(untilExpiry));
    function endLink(why: LinkEnd) {
      socket.emit('closed', why);
      socket.disconnect(true);
    }
    try {
      // Check again after joining: a revocation before it did not reach this socket.
      await openByKey(store, socket.handshake.auth.key, now());
      const { head } = await view.counts();
      socket.emit('joined', { slug: bin.slug, role: link.role, head });
      const refused = await store.readRejections(bin.id);
      if (refused > 0) socket.emit('refused', refused);
      countPresent(bin.id);
    } catch (error) {
      const code = failureCode(error);
      if (code === 'bin-deleted') {
        socket.emit('closed', code);
        return void socket.disconnect(true);
      }
      if (code === 'key-unknown') return endLink('link-revoked');
      // The store is unavailable; the page reconnects later.
      socket.disconnect(true);
    }
  });

  const gathered = gatherCaptures(
    (binId, event, ...data) => io.to(wholeRoom(binId)).emit(event, ...data),
    (binId) => io.sockets.adapter.rooms.has(wholeRoom(binId)),
  );

  const deliveries = gatherDeliveries(
    (binId, forOwners, forOthers) => {
      const whole = io.to(wholeRoom(binId));
      if (forOthers === null) return void whole.emit('deliveries', forOwners);
      whole.except(ownerRoom(binId)).emit('deliveries', forOthers);
      io.to(ownerRoom(binId)).emit('deliveries', forOwners);
    },
    (binId) => io.sockets.adapter.rooms.has(wholeRoom(binId)),
  );

  const forwards = openPacer(
    forwardsInterval,
    () => true,
    (binId) => io.to(wholeRoom(binId)).emit('forwards'),
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
    responded(binId, seq, answered) {
      gathered.responded(binId, seq, answered);
      restricted.changed(binId, { seq });
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
    delivery(binId, delivery) {
      deliveries.changed(binId, delivery);
    },
    deliveryRemoved(binId, id) {
      deliveries.flush(binId);
      io.to(wholeRoom(binId)).emit('deliveryRemoved', id);
    },
    replay(binId, progressFor) {
      deliveries.flush(binId);
      io.to(wholeRoom(binId)).except(ownerRoom(binId)).emit('replay', progressFor('other'));
      io.to(ownerRoom(binId)).emit('replay', progressFor('owner'));
    },
    forwards(binId) {
      forwards.pendingOf(binId);
      forwards.schedule(binId);
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
      isClosing = true;
      await letGo([...io.sockets.sockets.values()], Math.random);
      gathered.stop();
      deliveries.stop();
      forwards.stop();
      restricted.stop();
      await io.close();
    },
  };
}

/** Clamped to the range of timers, 31 bits of milliseconds (24 days); the page reconnects before. */
const timerSpan = (milliseconds: number) => Math.min(Math.max(milliseconds, 0), 2 ** 31 - 1);

/** The shortest time between two messages that forward rules have changed, milliseconds: pages fetch them then. */
const forwardsInterval = 500;

const wholeRoom = (binId: number) => `bin:${binId}`;
const ownerRoom = (binId: number) => `owners:${binId}`;
const maskedRoom = (binId: number) => `masked:${binId}`;
const oneRoom = (binId: number) => `one:${binId}`;
const roomsOf = (binId: number) => [wholeRoom(binId), maskedRoom(binId), oneRoom(binId)];

function roomFor({ binId, captureSeq, redaction }: Link): string {
  if (captureSeq !== null) return oneRoom(binId);
  return redaction === null ? wholeRoom(binId) : maskedRoom(binId);
}

const isRestricted = ({ captureSeq, redaction }: Link) => captureSeq !== null || redaction !== null;
const linkRoomOf = (linkId: number) => `link:${linkId}`;

/** Engine.IO stores its own data on the request; its type requires them before they are set. */
function engineRequest(request: IncomingMessage) {
  return request as Parameters<Engine['handleRequest']>[0];
}

/** The error of a rejected connection: its code, which the page translates into a message. */
function refusal(error: unknown): Error & { data: { code: string } } {
  const code = failureCode(error) ?? 'internal';
  return Object.assign(new Error(code), { data: { code } });
}
