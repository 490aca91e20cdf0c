import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { RateCounters } from '#lib/access/limits/rate-counters.ts';
import type { Config } from '#lib/config/read-config.ts';
import { hostHeader, originHeader, originOf, senderHeader } from '#lib/http/origin.ts';
import type { Following } from '#lib/live/following.ts';
import type { Live } from '#lib/live/live.ts';
import { Failure, problemOf } from '#lib/model/errors.ts';
import { type CaptureContext, capture } from '#lib/wire/capture.ts';
import { captureUsual } from '#lib/wire/capture-usual.ts';
import { type ClientAddress, readClientAddress } from '#lib/wire/incoming/client-address.ts';
import { watchFirstBytes } from '#lib/wire/incoming/first-byte.ts';
import type { IncomingRequest } from '#lib/wire/incoming/incoming-request.ts';
import { peerOf } from '#lib/wire/incoming/peer.ts';
import { acceptNodeRequest, type WireFacts } from '#lib/wire/incoming/read-node-request.ts';
import { noteResponse } from '#lib/wire/response/response-order.ts';
import type { App } from './app.ts';
import type { Connections } from './connections/connection-limits.ts';
import { HeadRoom } from './connections/head-room.ts';
import type { Counts } from './counts.ts';
import { type Destination, dispatch } from './dispatch.ts';
import { overHttp1 } from './http2-pages.ts';
import { InProgress } from './in-progress.ts';
import { rejectInspectorUrl } from './inspector-url.ts';
import type { PortServer } from './listen.ts';
import { malformedMessages } from './malformed-messages.ts';
import { mcpRequests } from './mcp/mcp-requests.ts';
import { type OwnApi, ownApi } from './mcp/own-api.ts';
import { onlyBin, ownBins } from './own-bins.ts';
import { pageRequests } from './page-requests.ts';
import { PerTurnQueue } from './per-turn-queue.ts';
import type { Tracing } from './tracing/open-tracing.ts';
import { upgradeRequests } from './upgrade-requests.ts';

/** How many requests to bins are started per turn on one connection: some milliseconds of work. */
const mostPerTurn = 16;

/** The parts of the server that handle requests. */
export type Parts = {
  config: Config;
  line: CaptureContext;
  live: Live;
  following: Following;
  app: App;
  counts: Counts;
  connections: Connections;
  rateLimits: RateCounters;
  /** Records calls of the API as spans; null where there are no traces. */
  tracing: Pick<Tracing, 'followCall'> | null;
};

/** A request to a bin, or to a URL where a bin could be. */
type BinTraffic = Exclude<Destination, { to: 'app' | 'live' }>;

type ToCapture = [IncomingMessage, ServerResponse, Parameters<typeof captureUsual>[2]];

/** The requests of a connection: they may be pipelined, and are then all read at once. `others` is how many are not usual ones. */
type ConnectionState = { readonly queue: PerTurnQueue; others: number };

/** The requests in progress on the port. */
export type Traffic = {
  /** Opens a connection in memory that serves one bin. */
  connectToOwnBin(slug: string): Duplex;
  /** Stops accepting requests, waits at most `patience` milliseconds for captures in progress, and closes. */
  close(patience: number): Promise<void>;
};

const tooManyLines = 'Other requests with hundreds of header lines are in progress.';

/** Serves all requests of the port: to bins, the live channel, pages and the API. */
export function serve(
  port: PortServer,
  { config, line, live, following, app, counts, connections, rateLimits, tracing }: Parts,
): Traffic {
  const scheme = config.tls ? 'https' : 'http';
  const inProgress = new InProgress();
  const perConnection = new WeakMap<Socket, ConnectionState>();
  const { store, workers, reportError } = line;
  const callApi: OwnApi = (call, caller) => inMemory(call, caller);
  const answerMcp = mcpRequests({ config, store, rateLimits, workers, callApi, reportError, now: Date.now });
  const onPageRequest = pageRequests({
    app,
    live,
    following,
    answerMcp,
    config,
    tracing,
    reportError,
    track,
  });
  const inMemory = ownApi(onPageRequest);
  /** The app and the live channel support only HTTP/1.1; bins see every version unchanged. */
  const onHttp2PageRequest = overHttp1(onPageRequest);
  const upgrades = upgradeRequests();
  const own = ownBins();
  const heads = new HeadRoom();
  const withoutProxies = { ...config, trustedProxies: [] };
  let closing = false;

  const destinationOf = (method: string, target: string, host?: string) =>
    dispatch({ method, target, host }, config.binDomain);
  const originAt = ({ scheme, host }: Pick<ClientAddress, 'scheme' | 'host'>) =>
    originOf({ publicUrl: config.publicUrl, scheme, host, fallback: `localhost:${config.port}` });

  function onRequest(request: IncomingMessage, response: ServerResponse, ownSlug?: string): void {
    if (request.httpVersionMajor === 1) {
      noteResponse(response);
      connections.noteRequest(request.socket);
    }
    if (closing) response.shouldKeepAlive = false;
    const reached = readClientAddress(request, ownSlug === undefined ? config : withoutProxies);
    const origin = originAt(reached);
    const asked = destinationOf(request.method ?? '', request.url ?? '', reached.host);
    const destination = onlyBin(asked, ownSlug);
    if (destination.to === 'app' || destination.to === 'live') {
      // Pages see neither the connection nor the trusted proxies. Overwrite what a sender wrote in these headers.
      request.headers[originHeader] = origin;
      request.headers[hostHeader] = reached.host ?? '';
      request.headers[senderHeader] = reached.client?.address ?? peerOf(request.socket).address;
      if (request.httpVersionMajor > 1) onHttp2PageRequest(request as never, response as never);
      else onPageRequest(request, response);
      return;
    }
    const prefixLength = destination.to === 'bin' ? destination.prefixLength : 0;
    const { client } = reached;
    const { keepBody } = line;
    const facts: WireFacts = { origin, prefixLength, scheme, client, keepBody };
    const connection = stateOf(request.socket);
    const hasRoom = heads.take(request, response);
    if (!hasRoom) counts.refused.busy += 1;
    connection.queue.begin(() => {
      // A usual request would overtake the others of its connection.
      const mayBeUsual = hasRoom && destination.to === 'bin' && connection.others === 0;
      if (mayBeUsual && beginUsual(request, response, { slug: destination.slug, ...facts })) return;
      connection.others += 1;
      const incoming = acceptNodeRequest(request, response, facts);
      const serving = hasRoom
        ? serveBin(destination, incoming)
        : incoming.reject(problemOf(new Failure('busy', tooManyLines), origin));
      track(
        serving.finally(() => {
          connection.others -= 1;
        }),
      );
    });
  }

  /** False when the request is not a usual one. */
  function beginUsual(...[request, response, facts]: ToCapture): boolean {
    inProgress.begin();
    const hasBegun = captureUsual(request, response, facts, line, inProgress.end);
    if (!hasBegun) inProgress.end();
    return hasBegun;
  }

  function stateOf(socket: Socket): ConnectionState {
    const known = perConnection.get(socket);
    if (known) return known;
    const state = { queue: new PerTurnQueue(mostPerTurn), others: 0 };
    perConnection.set(socket, state);
    return state;
  }

  async function serveBin(destination: BinTraffic, incoming: IncomingRequest): Promise<void> {
    if (destination.to === 'bin') return capture(incoming, destination.slug, line);
    if (destination.to === 'inspector-misuse')
      return rejectInspectorUrl(incoming, destination.key, line, config.binDomain);
    const failure = new Failure('bin-not-found', 'The URL does not contain the slug of a bin.');
    return incoming.reject(problemOf(failure, incoming.origin));
  }

  function onUpgrade(request: IncomingMessage, socket: Socket, head: Buffer): void {
    // Node no longer handles errors of this socket: without a listener, a reset would end the process.
    socket.on('error', () => {});
    const { to } = destinationOf(
      request.method ?? '',
      request.url ?? '',
      readClientAddress(request, config).host,
    );
    if (to === 'live') {
      connections.noteLive(socket);
      live.handleUpgrade(request, socket, head);
    } else if (to === 'app') app.handleUpgrade(request, socket, head).catch(() => socket.destroy());
    else track(upgrades.serve(request, socket, head));
  }

  function track(work: Promise<unknown>): void {
    inProgress.track(work, line.reportError);
  }

  const onParseError = malformedMessages({
    line,
    counts,
    scheme,
    limit: config.maxBodyBytes,
    origin: () => originAt({ scheme, host: undefined }),
    destinationOf: (method, target, connection) =>
      onlyBin(destinationOf(method, target), own.slugOf(connection)),
    track,
  });
  const onOwnRequest = (request: IncomingMessage, response: ServerResponse) =>
    onRequest(request, response, own.slugOf(request.socket));
  for (const [server, listener] of [
    [port, onRequest],
    [upgrades.server, onRequest],
    [own.server, onOwnRequest],
  ] as const) {
    watchFirstBytes(server);
    server.on('request', listener as never);
    // Handle an unknown expectation like any other request; Node would send 417 without notifying us.
    server.on('checkExpectation', listener as never);
    server.on('clientError', onParseError);
  }
  port.on('upgrade', onUpgrade);

  return {
    connectToOwnBin: own.connect,
    async close(patience) {
      closing = true;
      line.waits.stop();
      const closed = new Promise<void>((resolve) => port.close(() => resolve()));
      upgrades.server.close();
      own.server.close();
      if ('closeIdleConnections' in port) port.closeIdleConnections();
      await Promise.race([
        inProgress.settled(),
        new Promise((resolve) => setTimeout(resolve, patience).unref()),
      ]);
      // Also close HTTP/2 sessions, which stay open otherwise; data already written is sent first.
      for (const socket of connections.sockets()) socket.destroySoon();
      // Stalled uploads end now, and are stored as far as they were received.
      await inProgress.settled();
      await closed;
    },
  };
}
