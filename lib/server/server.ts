import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { openEntry } from '../access/entry.ts';
import type { Config } from '../config.ts';
import { captureUrlOf, originHeader, originOf, senderHeader } from '../http/origin.ts';
import type { Live } from '../live/live.ts';
import { Failure, failureCode, problemOf, problemType } from '../model/errors.ts';
import type { Arrival } from '../wire/arrival.ts';
import { capture, type Line } from '../wire/capture.ts';
import { watchFirstBytes } from '../wire/first-byte.ts';
import { malformedArrival } from '../wire/malformed-arrival.ts';
import { nodeArrival } from '../wire/node-arrival.ts';
import { malformedMessage, noteRefusal, type ParseError, refusalReason } from '../wire/parse-error.ts';
import { peerOf } from '../wire/peer.ts';
import { type Reached, reachedBy } from '../wire/reached.ts';
import { SocketChannel } from '../wire/socket-channel.ts';
import { beingRead, noteResponse, turnOf, whenAnswered } from '../wire/turns.ts';
import type { App } from './app.ts';
import type { Connections } from './connections/connections.ts';
import type { Counts } from './counts.ts';
import { type Destination, dispatch, isLive } from './dispatch.ts';
import { FewPerTurn } from './few-per-turn.ts';
import { lingerAfter } from './linger.ts';
import { type PortServer, plainServer } from './listen.ts';
import { overHttp1 } from './over-http1.ts';
import { dropCookies, isAddressTooLong } from './page-limits.ts';

/** Requests to bins that are begun together on one connection: some milliseconds of work. */
const mostPerTurn = 16;

/** The parts the server hands requests to. */
export type Parts = {
  config: Config;
  line: Line;
  live: Live;
  app: App;
  counts: Counts;
  connections: Connections;
};

/** What comes for a bin, or meant to. */
type BinTraffic = Exclude<Destination, { to: 'app' | 'live' }>;

/** What is under way on the port. */
export type Traffic = {
  /** Takes nothing new, lets captures under way finish (at most `patience` milliseconds), and closes. */
  close(patience: number): Promise<void>;
};

/** Serves everything that arrives on the port: to a bin, to the live channel, or to the app. */
export function serve(port: PortServer, { config, line, live, app, counts, connections }: Parts): Traffic {
  const scheme = config.tls ? 'https' : 'http';
  const underWay = new Set<Promise<unknown>>();
  const pages = new FewPerTurn(1);
  const perConnection = new WeakMap<Socket, FewPerTurn>();
  let closing = false;

  const destinationOf = (method: string, target: string, host: string | undefined) =>
    dispatch({ method, target, host }, config.binDomain);
  const originAt = ({ scheme, host }: Pick<Reached, 'scheme' | 'host'>) =>
    originOf({ publicUrl: config.publicUrl, scheme, host, fallback: `localhost:${config.port}` });

  function onRequest(request: IncomingMessage, response: ServerResponse): void {
    if (request.httpVersionMajor === 1) {
      noteResponse(response);
      connections.noteRequest(request.socket);
    }
    if (closing) response.shouldKeepAlive = false;
    const reached = reachedBy(request, config);
    const origin = originAt(reached);
    const destination = destinationOf(request.method ?? '', request.url ?? '', reached.host);
    if (destination.to === 'app' || destination.to === 'live') {
      // Pages see neither the connection nor whom to trust. Whatever a sender wrote here is overwritten.
      request.headers[originHeader] = origin;
      request.headers[senderHeader] = reached.client?.address ?? peerOf(request.socket).address;
      if (request.httpVersionMajor > 1) onHttp2Request(request as never, response as never);
      else onAppRequest(request, response);
      return;
    }
    const prefixLength = destination.to === 'bin' ? destination.prefixLength : 0;
    const { client } = reached;
    const { keepBody } = line;
    const arrival = nodeArrival(request, response, { origin, prefixLength, scheme, client, keepBody });
    fewOf(request.socket).begin(() => track(serveBin(destination, arrival)));
  }

  /** Requests sent in a row on one connection come all at once. */
  function fewOf(socket: Socket): FewPerTurn {
    const known = perConnection.get(socket);
    if (known) return known;
    const few = new FewPerTurn(mostPerTurn);
    perConnection.set(socket, few);
    return few;
  }

  function onAppRequest(request: IncomingMessage, response: ServerResponse): void {
    lingerAfter(request, response);
    if (isAddressTooLong(request.url ?? '')) return void refuseLongAddress(request, response);
    dropCookies(request.headers);
    const begin = () =>
      pages.begin(() => {
        if (response.destroyed) return;
        if (isLive(request.url ?? '')) live.handleRequest(request, response);
        else track(handOver(app.handleRequest(request, response), response));
      });
    // Of requests that were sent in a row on one connection only the first is begun: the others cannot be answered before it.
    if (response.socket) begin();
    else void turnOf(response).then((socket) => socket && begin());
  }

  function refuseLongAddress({ headers }: IncomingMessage, response: ServerResponse): void {
    const problem = problemOf(new Failure('address-too-long'), String(headers[originHeader] ?? ''));
    response.writeHead(problem.status, { 'Content-Type': problemType, Connection: 'close' });
    response.end(JSON.stringify(problem));
  }

  /** The app and the live channel only know HTTP/1.1; bins see every version as it is. */
  const onHttp2Request = overHttp1(onAppRequest);

  function track(work: Promise<unknown>): void {
    const tracked = work.catch(line.blame).finally(() => underWay.delete(tracked));
    underWay.add(tracked);
  }

  async function serveBin(destination: BinTraffic, arrival: Arrival): Promise<void> {
    if (destination.to === 'bin') return capture(arrival, destination.slug, line);
    if (destination.to === 'no-bin') {
      return arrival.refuse(
        problemOf(new Failure('bin-not-found', 'The address names no bin.'), arrival.origin),
      );
    }
    return refuseMisuse(arrival, destination.key, line, config.binDomain);
  }

  /** Over when it is answered or its sender gone: Next may then never end what it began. */
  function handOver(answering: Promise<void>, response: ServerResponse): Promise<unknown> {
    const answered = answering.catch((error) => {
      line.blame(error);
      if (!response.headersSent) response.writeHead(500, { 'Content-Type': 'text/plain' });
      response.end('Wirebin could not show this page. The operator finds the reason in the log.\n');
    });
    return Promise.race([answered, new Promise((resolve) => response.once('close', resolve))]);
  }

  function onUpgrade(request: IncomingMessage, socket: Socket, head: Buffer): void {
    // Node has let go of the socket: without a listener a sender that resets it would end the process.
    socket.on('error', () => {});
    const { to } = destinationOf(request.method ?? '', request.url ?? '', reachedBy(request, config).host);
    if (to === 'live') {
      connections.noteLive(socket);
      live.handleUpgrade(request, socket, head);
    } else if (to === 'app') app.handleUpgrade(request, socket, head).catch(() => socket.destroy());
    else track(serveWithoutUpgrading(request, socket, head));
  }

  /**
   * A bin records an upgrade request and answers it as any other, which RFC 9110 §7.8 allows. Node has stopped parsing
   * after its head, and its body is still to come (Java and `curl --http2` offer HTTP/2 with every POST): a server that
   * knows of no upgrades reads it from the start.
   */
  async function serveWithoutUpgrading(
    request: IncomingMessage,
    socket: Socket,
    rest: Buffer,
  ): Promise<void> {
    await whenAnswered(socket);
    // The time-out of a connection that is kept but not used, if an answer has just begun one.
    socket.setTimeout(0);
    socket.unshift(Buffer.concat([headOf(request), rest]));
    withoutUpgrades.emit('connection', socket);
  }

  /** The parser refused a message: to a bin that is a capture too, to anything else a refusal without a trace. */
  function onParseError(error: ParseError, duplex: Duplex): void {
    const socket = duplex as Socket;
    const reason = refusalReason(error);
    // A sender that hangs up in the middle is cut off, not malformed.
    if (error.code !== 'HPE_INVALID_EOF_STATE') noteRefusal(socket, reason);
    const message = malformedMessage(error);
    const destination = message && destinationOf(message.method, message.target, undefined);
    const underWay = beingRead(socket);
    if (message && destination?.to === 'bin' && !underWay) {
      const { slug, prefixLength } = destination;
      counts.malformedToBins += 1;
      const facts = {
        origin: originAt({ scheme, host: undefined }),
        prefixLength,
        scheme,
        reason,
        limit: config.maxBodyBytes,
      } as const;
      track(capture(malformedArrival(socket, message, facts), slug, line));
    } else {
      // A request whose body turned out malformed becomes a capture by itself.
      if (underWay) counts.malformedToBins += 1;
      else if (isMalformed(error)) counts.malformedElsewhere += 1;
      track(refuseMalformed(socket, underWay, refusalStatus(error.code), reason));
    }
  }

  const withoutUpgrades = plainServer();
  // It never listens, and only then begins to look for requests that take too long.
  withoutUpgrades.emit('listening');
  for (const server of [port, withoutUpgrades]) {
    watchFirstBytes(server);
    server.on('request', onRequest as never);
    // An expectation nobody knows is data to show like any other; Node would answer 417 and keep it from us.
    server.on('checkExpectation', onRequest as never);
    server.on('clientError', onParseError);
  }
  port.on('upgrade', onUpgrade);

  return {
    async close(patience) {
      closing = true;
      line.waits.stop();
      const closed = new Promise<void>((resolve) => port.close(() => resolve()));
      withoutUpgrades.close();
      if ('closeIdleConnections' in port) port.closeIdleConnections();
      await Promise.race([
        settled(underWay),
        new Promise((resolve) => setTimeout(resolve, patience).unref()),
      ]);
      // Also HTTP/2 sessions, which stay open by nature; what was written to them is sent first.
      for (const socket of connections.sockets()) socket.destroySoon();
      // Uploads that stood still end now, and are kept as far as they came.
      await settled(underWay);
      await closed;
    },
  };
}

/** Answers what is not HTTP after all that was asked before it on the connection, and closes it. */
async function refuseMalformed(
  socket: Socket,
  underWay: ServerResponse | null,
  status: number,
  reason: string,
): Promise<void> {
  // It was answered before its end; there is no second answer.
  if (underWay?.writableFinished) return void socket.destroy();
  await (underWay ? turnOf(underWay) : whenAnswered(socket));
  const body = Buffer.from(`${reason}\n`);
  await new SocketChannel(socket).whole({ status, headers: [['Content-Type', 'text/plain']], body });
}

/** Not a sender that hung up or was too slow. */
function isMalformed({ code }: ParseError): boolean {
  return Boolean(code?.startsWith('HPE_')) && code !== 'HPE_INVALID_EOF_STATE';
}

/** What Node itself answers to the messages it refuses. */
function refusalStatus(code: string | undefined): number {
  if (code === 'HPE_HEADER_OVERFLOW') return 431;
  if (code === 'HPE_CHUNK_EXTENSIONS_OVERFLOW') return 413;
  return code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : 400;
}

/**
 * The head of a message as it came (RFC 9112 §2.1): Node keeps all of it but the white space around values.
 */
function headOf({ method, url, httpVersion, rawHeaders }: IncomingMessage): Buffer {
  let head = `${method} ${url} HTTP/${httpVersion}\r\n`;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    head += `${rawHeaders[index]}: ${rawHeaders[index + 1]}\r\n`;
  }
  return Buffer.from(`${head}\r\n`, 'latin1');
}

async function settled(work: Set<Promise<unknown>>): Promise<void> {
  while (work.size > 0) await Promise.all(work);
}

/** Tells whoever posts to an inspector's address which one to use instead. The answer may be shown anywhere: no key in it. */
async function refuseMisuse(
  arrival: Arrival,
  key: string,
  { store }: Line,
  binDomain: string | undefined,
): Promise<void> {
  const problem = problemOf(new Failure('inspector-url'), arrival.origin);
  try {
    const { bin } = await openEntry(store, key, Date.now());
    const captureUrl = captureUrlOf(arrival.origin, bin.slug, binDomain);
    await arrival.refuse({ ...problem, detail: `The capture URL of this bin is ${captureUrl}`, captureUrl });
  } catch (error) {
    if (failureCode(error) === null) throw error;
    await arrival.refuse({ ...problem, detail: `A capture URL looks like ${arrival.origin}/b/{slug}` });
  }
}
