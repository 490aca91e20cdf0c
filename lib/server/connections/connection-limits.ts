import type { ServerHttp2Session } from 'node:http2';
import type { Socket } from 'node:net';
import { senderKey } from '#lib/access/limits/sender-key.ts';
import { parseIpAddress } from '#lib/http/ip-address.ts';
import { type IpRange, isInRanges } from '#lib/http/ip-range.ts';
import { Failure } from '#lib/model/errors.ts';
import { peerOf } from '#lib/wire/incoming/peer.ts';
import type { PortServer } from '../listen.ts';
import { limits } from '../listen.ts';
import { closeAfterResponse, closeAtOnce, responseBytes } from './close-with-response.ts';
import { Connection } from './connection.ts';
import { firstToClose } from './eviction.ts';
import { Http2Guard, type Http2Times } from './http2-guard.ts';
import { interceptEvent } from './intercept-event.ts';
import type { Rejection } from './rejections.ts';
import { SharesByOwner } from './shares-by-owner.ts';

/** The connections of the port. */
export type Connections = {
  /** The number of open connections. */
  count(): number;
  /** The TCP sockets of all connections. */
  sockets(): Iterable<Socket>;
  /** To be called for every HTTP/1.1 request. */
  noteRequest(socket: Socket): void;
  /** To be called for every socket that becomes a WebSocket. */
  noteLive(socket: Socket): void;
};

export type ConnectionLimits = {
  /** The most open connections per address; null for no limit. */
  readonly perAddress: number | null;
  /** The most open connections in total. */
  readonly total: number;
  /** Trusted proxies, whose connections carry many senders. */
  readonly trustedProxies: readonly IpRange[];
};

type Parts = {
  limits: ConnectionLimits;
  /** The origin of this server, for the text of rejections. */
  origin: string;
  isTls: boolean;
  reject: (reason: Rejection, address: string) => void;
  now: () => number;
};

/** How often HTTP/2 connections are checked, milliseconds. */
const checkInterval = 1000;
/** How many connections of an address with many are closed at once to make room. */
const mostClosedAtOnce = 16;
/** The `Retry-After` of rejections, seconds. */
const retryAfterSeconds = 5;
const http2Times: Http2Times = { request: limits.requestTimeout, idle: limits.keepAliveTimeout };

/**
 * Limits the connections of a port before they cost anything, per address and in total, so that file descriptors are left
 * for everything else. When the total is reached, the address with the most connections loses one, never the new
 * connection. Call it before other code listens to the port.
 */
export function guardConnections(
  port: PortServer,
  { limits: { perAddress, total, trustedProxies }, origin, isTls, reject, now }: Parts,
): Connections {
  const shares = new SharesByOwner<unknown, Connection>();
  const byTcp = new WeakMap<Socket, Connection>();
  const refused = new Set<Socket>();
  const guards = new Set<Http2Guard>();
  const tooMany = responseBytes(
    new Failure(
      'too-many-connections',
      `One IP address may have ${perAddress} connections open.`,
      null,
      retryAfterSeconds,
    ),
    origin,
  );
  const full = responseBytes(new Failure('connections-full', null, null, retryAfterSeconds), origin);

  interceptEvent(port, 'connection', (tcp: Socket) => {
    const { address } = peerOf(tcp);
    const owner = isProxy(address) ? null : senderKey(address);
    if (owner !== null && perAddress !== null && !hasRoom(owner, perAddress)) {
      reject('per-address', address);
      // Over TLS a response would need a handshake first.
      closeAfterResponse(tcp, isTls ? null : tooMany, refused);
      return false;
    }
    if (shares.count >= total) makeRoom();
    add(new Connection(tcp, address, owner, now()));
    return true;
  });
  port.on('secureConnection', (socket) => {
    const connection = connectionOf(socket);
    if (connection) connection.socket = socket;
  });
  port.on('session', (session: ServerHttp2Session) => {
    const connection = connectionOf(session.socket);
    if (!connection) return;
    const { tcp, address } = connection;
    const guard = new Http2Guard(session, tcp, {
      carriesMany: connection.owner === connection,
      reject: (reason) => reject(reason, address),
      now,
    });
    connection.http2 = guard;
    guards.add(guard);
    session.once('close', () => guards.delete(guard));
  });
  const timer = setInterval(() => {
    for (const guard of guards) guard.check(http2Times);
  }, checkInterval);
  timer.unref();
  port.once('close', () => clearInterval(timer));

  function add(connection: Connection): void {
    const { tcp, owner } = connection;
    byTcp.set(tcp, connection);
    shares.add(owner, connection);
    tcp.once('close', () => shares.delete(owner, connection));
  }

  /** Whether an address may open one more connection; one of its idle connections is closed if necessary. */
  function hasRoom(owner: string, most: number): boolean {
    const its = shares.of(owner);
    if (its.size < most) return true;
    const first = choose(its);
    if (first?.standing().phase !== 'idle') return false;
    close(first, null);
    return true;
  }

  /** Closes one connection, or several of addresses that have many: the responses to their requests are then stored together. */
  function makeRoom(): void {
    for (let made = 0; made === 0 || (made < mostClosedAtOnce && shares.most > mostClosedAtOnce); made++) {
      const first = choose(shares.largest());
      if (!first) return;
      reject('full', first.address);
      close(first, full);
    }
  }

  function choose(candidates: Iterable<Connection>): Connection | null {
    return firstToClose(candidates, (connection) => connection.standing(), now());
  }

  function close(connection: Connection, response: Buffer | null): void {
    const { socket, tcp, owner, mayBeAnswered } = connection;
    shares.delete(owner, connection);
    connection.http2?.sayGoodbye();
    closeAtOnce(socket, tcp, mayBeAnswered ? response : null);
  }

  function isProxy(address: string): boolean {
    if (trustedProxies.length === 0) return false;
    const parsed = parseIpAddress(address);
    return parsed !== null && isInRanges(parsed, trustedProxies);
  }

  /** Finds the connection of a TLS socket by the TCP socket below it. */
  function connectionOf(socket: object): Connection | undefined {
    const { _parent: below } = socket as { _parent?: Socket | null };
    return byTcp.get(below ?? (socket as Socket));
  }

  return {
    count: () => shares.count,
    *sockets() {
      for (const { tcp } of shares) yield tcp;
    },
    noteRequest: (socket) => connectionOf(socket)?.noteRequest(now()),
    noteLive(socket) {
      const connection = connectionOf(socket);
      if (connection) connection.isLive = true;
    },
  };
}
