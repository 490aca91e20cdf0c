import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { Server as Engine } from 'engine.io';
import { Server, type Socket } from 'socket.io';
import { hashKey, isSameKey } from '#lib/access/keys.ts';
import { openByKey, touchLink } from '#lib/access/open-bin.ts';
import { isAllowed } from '#lib/access/permissions.ts';
import type { CaptureView } from '#lib/access/views/capture-view.ts';
import { openView } from '#lib/access/views/open-view.ts';
import type { DecodeBody } from '#lib/content-encoding/decode-queue.ts';
import type { Bin } from '#lib/model/bin.ts';
import { Failure, failureCode } from '#lib/model/errors.ts';
import type { ClientEvents, LinkEnd, ServerEvents } from '#lib/model/events.ts';
import type { Link } from '#lib/model/link.ts';
import type { BinState } from '#lib/store/contracts/bins.ts';
import type { Store } from '#lib/store/store.ts';
import type { Workers } from '#lib/workers/workers.ts';
import { type Announce, gatherCaptures } from './announce.ts';
import { gatherDeliveries } from './gather-deliveries.ts';
import { letGo } from './let-go.ts';
import { openPacer } from './pacer.ts';
import type { BinMessage, LiveMessage } from './peers/live-message.ts';
import { noPeers, type Peers } from './peers/peers.ts';
import { restrictedWatchers } from './restricted.ts';

type Opened = { link: Link; bin: Bin; keyHash: Uint8Array; view?: CaptureView };
type LiveSocket = Socket<ClientEvents, ServerEvents, Record<string, never>, Opened>;

/** The live channel: notifies viewers, and handles the connections that dispatch hands over. */
export type Live = {
  readonly announce: Announce;
  /** The number of connected pages. */
  watchers(): number;
  /** The bins and links of connected pages. */
  shown(): { readonly bins: ReadonlySet<number>; readonly links: ReadonlySet<number> };
  /** Ends the pages of links that were revoked or have another key, given the hashes of keys: null for links that do not exist. */
  endRevoked(keys: ReadonlyMap<number, Uint8Array | null>): void;
  /** The highest seq that the pages of a bin were told. */
  headOf(binId: number): number;
  /** What another process has told, for the pages of this one. */
  tell(message: LiveMessage): void;
  /** The same for pages of restricted links alone, which read from the database what has changed. */
  tellRestricted(message: BinMessage): void;
  /** Has pages load what they may have missed: those of a bin, or all. Never fails. */
  refresh(binId?: number): Promise<void>;
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
    peers = noPeers,
    now,
    reportError,
  }: {
    decodeBody: DecodeBody;
    workers: Workers;
    /** The other processes, which have pages of the same bins. */
    peers?: Peers;
    now: () => number;
    reportError: (error: unknown) => void;
  },
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
      const { key } = socket.handshake.auth;
      socket.data = { ...(await openByKey(store, key, now())), keyHash: hashKey(key) };
      next();
    } catch (error) {
      next(refusal(error));
    }
  });

  const sizeOf = (room: string) => io.sockets.adapter.rooms.get(room)?.size ?? 0;
  const pagesOf = (binId: number) => roomsOf(binId).reduce((sum, room) => sum + sizeOf(room), 0);
  /** Viewers of a single capture are counted, but not told the count. */
  const tellPresent = (binId: number) =>
    io.to([wholeRoom(binId), maskedRoom(binId)]).emit('present', pagesOf(binId) + peers.pagesOf(binId));
  /** The pages of a bin and of a link are others than before. */
  const countPages = ({ binId, id }: Pick<Link, 'binId' | 'id'>) => {
    const pages = pagesOf(binId);
    if (pages === 0) heads.delete(binId);
    else if (!heads.has(binId)) heads.set(binId, 0);
    peers.setBin(binId, { pages });
    peers.setLink(id, sizeOf(linkRoomOf(id)));
  };
  /** The highest seq that the pages of a bin were told. */
  const heads = new Map<number, number>();
  const noteHead = (binId: number, head: number) => {
    const before = heads.get(binId);
    if (before !== undefined && head > before) heads.set(binId, head);
  };

  const restricted = restrictedWatchers(
    (linkId, event, ...data) => io.to(linkRoomOf(linkId)).emit(event, ...data),
    reportError,
  );

  io.on('connection', async (socket: LiveSocket) => {
    const { link, bin } = socket.data;
    const asker = { name: `link ${link.id}` };
    const view = openView({ store, decodeBody, workers }, { link, bin }, asker);
    socket.data.view = view;
    // Join before reading the head: later commits are announced, earlier ones are in the head.
    socket.join([roomFor(link), linkRoomOf(link.id)]);
    if (isAllowed(link, 'see-private-responses')) socket.join(ownerRoom(bin.id));
    // A page in view uses its link, without a request of its own: its last use is when it was left.
    socket.on('disconnect', () =>
      touchLink(store, link, now()).finally(() => {
        countPages(link);
        tellPresent(bin.id);
      }),
    );
    countPages(link);
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
      await peers.known();
      await openByKey(store, socket.handshake.auth.key, now());
      const { head } = await view.counts();
      noteHead(bin.id, isRestricted(link) ? (await store.counts(bin.id)).head : head);
      socket.emit('joined', { slug: bin.slug, role: link.role, head });
      const refused = await store.readRejections(bin.id);
      if (refused > 0) socket.emit('refused', refused);
      tellPresent(bin.id);
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

  /** Tells the pages of this process. */
  function show(message: BinMessage): void {
    const { binId } = message;
    const whole = io.to(wholeRoom(binId));
    switch (message.type) {
      case 'captures':
        return void whole.emit('captures', message.captures);
      case 'changed':
        return void whole.emit('changed', message.changes);
      case 'removed':
        return void whole.emit('removed', message.seqs);
      case 'removedUpTo':
        return void whole.emit('removedUpTo', message.seq, message.kept);
      case 'rotated':
        return void io.to([wholeRoom(binId), maskedRoom(binId)]).emit('rotated', message.rotatedOut);
      case 'refused':
        return void io.to(roomsOf(binId)).emit('refused', message.count);
      case 'deliveries':
        if (message.forOthers === null) return void whole.emit('deliveries', message.forOwners);
        whole.except(ownerRoom(binId)).emit('deliveries', message.forOthers);
        return void io.to(ownerRoom(binId)).emit('deliveries', message.forOwners);
      case 'deliveryRemoved':
        return void whole.emit('deliveryRemoved', message.id);
      case 'replay':
        whole.except(ownerRoom(binId)).emit('replay', message.forOthers);
        return void io.to(ownerRoom(binId)).emit('replay', message.forOwners);
      case 'forwards':
        return void whole.emit('forwards');
      case 'settings':
        return void io.to([wholeRoom(binId), maskedRoom(binId)]).emit('settings');
      case 'closed':
        io.to(roomsOf(binId)).emit('closed', message.why);
        return void io.in(roomsOf(binId)).disconnectSockets();
    }
  }

  /** Tells the pages of this process and those of others. */
  function showEverywhere(message: BinMessage): void {
    show(message);
    peers.tellOf(message);
  }

  function endPagesOf(linkId: number, why: LinkEnd): void {
    io.to(linkRoomOf(linkId)).emit('closed', why);
    io.in(linkRoomOf(linkId)).disconnectSockets();
  }

  /** What pages of restricted links read again, since another process has told something of a bin. */
  function tellRestricted(message: BinMessage): void {
    const { binId } = message;
    if (message.type === 'captures') for (const { seq } of message.captures) restricted.added(binId, seq);
    else if (message.type === 'changed')
      for (const change of message.changes) restricted.changed(binId, change);
    else if (message.type === 'removed') restricted.removed(binId, message.seqs);
    else if (message.type === 'removedUpTo') restricted.removedUpTo(binId, message.seq, message.kept);
  }

  const isWatched = (binId: number) =>
    io.sockets.adapter.rooms.has(wholeRoom(binId)) || peers.isWatched(binId);

  const gathered = gatherCaptures(showEverywhere, isWatched);

  const deliveries = gatherDeliveries(
    (binId, forOwners, forOthers) => showEverywhere({ type: 'deliveries', binId, forOwners, forOthers }),
    isWatched,
  );

  const forwards = openPacer(
    forwardsInterval,
    () => true,
    (binId) => showEverywhere({ type: 'forwards', binId }),
  );

  peers.listen({ presence: tellPresent });

  const announce: Announce = {
    captured(binId, received, seq) {
      gathered.captured(binId, received, seq);
      restricted.added(binId, seq);
      if (heads.size > 0) noteHead(binId, seq);
    },
    imported(binId, newest) {
      gathered.flush(binId);
      showEverywhere({ type: 'captures', binId, captures: [newest] });
      restricted.added(binId, newest.seq);
      noteHead(binId, newest.seq);
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
      showEverywhere({ type: 'removed', binId, seqs });
      restricted.removed(binId, seqs);
    },
    removedUpTo(binId, seq, kept) {
      gathered.flush(binId);
      showEverywhere({ type: 'removedUpTo', binId, seq, kept });
      restricted.removedUpTo(binId, seq, kept);
    },
    rotated: (binId, rotatedOut) => showEverywhere({ type: 'rotated', binId, rotatedOut }),
    delivery(binId, delivery) {
      deliveries.changed(binId, delivery);
    },
    deliveryRemoved(binId, id) {
      deliveries.flush(binId);
      showEverywhere({ type: 'deliveryRemoved', binId, id });
    },
    replay(binId, progressFor) {
      deliveries.flush(binId);
      showEverywhere({
        type: 'replay',
        binId,
        forOwners: progressFor('owner'),
        forOthers: progressFor('other'),
      });
    },
    forwards(binId) {
      forwards.pendingOf(binId);
      forwards.schedule(binId);
    },
    settings: (binId) => showEverywhere({ type: 'settings', binId }),
    closed(binId, why) {
      gathered.flush(binId);
      showEverywhere({ type: 'closed', binId, why });
    },
    refused: (binId, count) => showEverywhere({ type: 'refused', binId, count }),
    revoked(linkId, why = 'link-revoked') {
      endPagesOf(linkId, why);
      peers.tell({ type: 'revoked', linkId, why });
    },
    watching: (linkId) => sizeOf(linkRoomOf(linkId)) + peers.pagesOfLink(linkId),
  };

  /** Has a page load what it may have missed: to it, it is as if it had joined again. */
  async function refreshPage(socket: LiveSocket, states: ReadonlyMap<number, BinState>): Promise<void> {
    const { link, bin, view } = socket.data;
    if (!view) return;
    const { head } = await view.counts();
    const state = states.get(bin.id);
    noteHead(bin.id, state?.head ?? 0);
    socket.emit('joined', { slug: state?.slug ?? bin.slug, role: link.role, head });
  }

  return {
    announce,
    watchers: () => io.engine.clientsCount,
    shown() {
      const bins = new Set<number>();
      const links = new Set<number>();
      for (const { data } of io.sockets.sockets.values()) {
        bins.add(data.bin.id);
        links.add(data.link.id);
      }
      return { bins, links };
    },
    endRevoked(keys) {
      for (const socket of [...io.sockets.sockets.values()]) {
        const key = keys.get(socket.data.link.id);
        if (key === undefined || (key && isSameKey(key, socket.data.keyHash))) continue;
        socket.emit('closed', key ? 'key-rotated' : 'link-revoked');
        socket.disconnect(true);
      }
    },
    headOf: (binId) => heads.get(binId) ?? 0,
    tell(message) {
      if (message.type === 'revoked') endPagesOf(message.linkId, message.why);
      else if (message.type !== 'bins-changed') {
        if (message.type === 'captures') for (const { seq } of message.captures) noteHead(message.binId, seq);
        show(message);
        tellRestricted(message);
      }
    },
    tellRestricted,
    async refresh(binId) {
      const pages = [...io.sockets.sockets.values()].filter(
        ({ data }) => binId === undefined || data.bin.id === binId,
      );
      try {
        const states = await store.binStates([...new Set(pages.map(({ data }) => data.bin.id))]);
        for (const page of pages) await refreshPage(page, states).catch(reportError);
      } catch (error) {
        reportError(error);
      }
    },
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
