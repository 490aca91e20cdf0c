import type { ServerHttp2Session } from 'node:http2';
import type { Socket } from 'node:net';
import { senderOf } from '../../access/sender.ts';
import { parseIpAddress } from '../../http/ip-address.ts';
import { type IpRange, isInRanges } from '../../http/ip-range.ts';
import { Failure } from '../../model/errors.ts';
import { peerOf } from '../../wire/peer.ts';
import type { PortServer } from '../listen.ts';
import { limits } from '../listen.ts';
import { Connection } from './connection.ts';
import { firstToClose } from './eviction.ts';
import { dismiss, refuse, responseBytes } from './farewell.ts';
import { Http2Guard, type Http2Times } from './http2-guard.ts';
import { letThrough } from './let-through.ts';
import type { Rejection } from './rejections.ts';
import { Shares } from './shares.ts';

/** The connections of the port. */
export type Connections = {
  /** How many are open. */
  count(): number;
  /** The connections as TCP carries them. */
  sockets(): Iterable<Socket>;
  /** To be told of every HTTP/1.1 request, */
  noteRequest(socket: Socket): void;
  /** and of what becomes a WebSocket. */
  noteLive(socket: Socket): void;
};

export type ConnectionLimits = {
  /** How many one address may have open; null for as many as it likes. */
  readonly perAddress: number | null;
  /** How many there may be. */
  readonly total: number;
  /** Proxies, whose connections carry everybody. */
  readonly trustedProxies: readonly IpRange[];
};

type Parts = {
  limits: ConnectionLimits;
  /** Where this server is reached, for the words of a refusal. */
  origin: string;
  isTls: boolean;
  reject: (reason: Rejection, address: string) => void;
  now: () => number;
};

/** How often HTTP/2 connections are looked at, milliseconds. */
const checkInterval = 1000;
/** How many connections of an address with many are closed at once to make room. */
const roomAtOnce = 16;
/** How long senders are asked to wait, seconds. */
const pause = 5;
const http2Times: Http2Times = { request: limits.requestTimeout, idle: limits.keepAliveTimeout };

/**
 * Limits the connections of a port before they cost anything: what an address has open, and all together, so that descriptors
 * are left for everything else. Where there are too many, the address that has most loses one, never the newcomer.
 * To be called before anybody else listens to the port.
 */
export function guardConnections(
  port: PortServer,
  { limits: { perAddress, total, trustedProxies }, origin, isTls, reject, now }: Parts,
): Connections {
  const shares = new Shares<unknown, Connection>();
  const byTcp = new WeakMap<Socket, Connection>();
  const refused = new Set<Socket>();
  const guards = new Set<Http2Guard>();
  const tooMany = responseBytes(
    new Failure('too-many-connections', `One address may have ${perAddress} open.`, null, pause),
    origin,
  );
  const full = responseBytes(new Failure('connections-full', null, null, pause), origin);

  letThrough(port, 'connection', (tcp: Socket) => {
    const { address } = peerOf(tcp);
    const owner = isProxy(address) ? null : senderOf(address);
    if (owner !== null && perAddress !== null && !hasRoom(owner, perAddress)) {
      reject('per-address', address);
      // A handshake would have to come first.
      refuse(tcp, isTls ? null : tooMany, refused);
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

  /** Whether an address may have one more: an idle connection of it makes room. */
  function hasRoom(owner: string, most: number): boolean {
    const its = shares.of(owner);
    if (its.size < most) return true;
    const first = choose(its);
    if (first?.standing().phase !== 'idle') return false;
    close(first, null);
    return true;
  }

  /** For one, or for some at the cost of addresses that have many: what came of their requests is then written together. */
  function makeRoom(): void {
    for (let made = 0; made === 0 || (made < roomAtOnce && shares.most > roomAtOnce); made++) {
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
    dismiss(socket, tcp, mayBeAnswered ? response : null);
  }

  function isProxy(address: string): boolean {
    if (trustedProxies.length === 0) return false;
    const parsed = parseIpAddress(address);
    return parsed !== null && isInRanges(parsed, trustedProxies);
  }

  /** The TCP connection is what a TLS socket was made of. */
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
