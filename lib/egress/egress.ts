import { networkInterfaces } from 'node:os';
import type { Duplex } from 'node:stream';
import type { RateCounters } from '#lib/access/limits/rate-counters.ts';
import type { Config } from '#lib/config/read-config.ts';
import { parseIpAddress } from '#lib/http/ip-address.ts';
import { fail } from '#lib/model/errors.ts';
import type { Change } from '#lib/outgoing/change.ts';
import { type Destination, originOfDestination, parseDestination } from '#lib/outgoing/destination.ts';
import type { HostChoice } from '#lib/outgoing/host.ts';
import type { OutgoingRequest, PreparedRequest } from '#lib/outgoing/outgoing-request.ts';
import { prepareOutgoing } from '#lib/outgoing/prepare-outgoing.ts';
import { mostRedirects, type Redirected, redirectOf } from '#lib/outgoing/redirect.ts';
import { connectGuarded, type Guard } from './connect.ts';
import { type TimeLimits, usualTimeLimits } from './deadline.ts';
import { checkAddress, checkName, EgressRefusal, egressPolicy } from './egress-policy.ts';
import { exchange, type Open } from './exchange.ts';
import type { Exchange } from './exchange-record.ts';
import { type Network, systemNetwork } from './network.ts';
import { proxyOf } from './proxy.ts';
import type { ResponseLimits } from './read-response.ts';
import { secured, trustWith } from './secure.ts';
import { type Concurrency, SendingLimits, usualConcurrency } from './sending-limits.ts';

export type { AddressKind } from './address-kind.ts';
export type { Phase, TimeLimits } from './deadline.ts';
export type { EgressReason } from './egress-policy.ts';
export type {
  Exchange,
  InformationalResponse,
  PresentedCertificate,
  ReceivedResponse,
  SendFailure,
  SentTlsFacts,
  Timings,
} from './exchange-record.ts';

/** A malformed message that a bin captured: its bytes are sent as they are. Method and target are those of its first line. */
export type RawRequest = {
  readonly method: string;
  readonly target: string;
  readonly message: Uint8Array;
};

/** A request to send, and where and how. */
export type SendOrder = {
  /** The bin that sends: its rate and its number of requests at a time are limited. */
  readonly binId: number;
  /**
   * A URL, of which only scheme, host and port are used (the target is that of the request); or a bin of this server, to which
   * the request is delivered in-process. `origin` is that of the capture URL.
   */
  readonly to: { readonly url: string } | { readonly ownBin: string; readonly origin: string };
  readonly request: OutgoingRequest | RawRequest;
  readonly host: HostChoice;
  /** Follow up to three redirects. Default: no. Never for a bin of this server. */
  readonly followRedirects?: boolean;
  /** Default: yes. `false` is for private instances. */
  readonly verifyCertificate?: boolean;
  readonly times?: Partial<TimeLimits>;
  /** How long it waits for the limits of sending, milliseconds. Default: not at all. */
  readonly patience?: number;
  readonly signal?: AbortSignal;
  /** Called once the limits allow the request, before anything is sent. Must not throw. */
  readonly begins?: () => void;
};

/** Sends requests; the only part of the server that opens connections to others. */
export type Egress = {
  /**
   * Sends a request and resolves with its exchange, and one more for each redirect that was followed; the last one has the result.
   * What the guard or the destination refuses is a failure in the exchange. Fails before anything is sent with
   * `destination-invalid`, `request-unsendable`, `request-too-long`, `send-busy` or `send-rate-limited`, and with `send-cancelled` if
   * it is stopped before its turn.
   */
  send(order: SendOrder): Promise<readonly Exchange[]>;
  /**
   * Fails with `destination-invalid` or `egress-refused` if a URL is refused whatever its name resolves to, for settings that are
   * used later. Every request is checked again when it is sent.
   */
  check(url: string): void;
  /** Whether any private destination is allowed, such as programs on this machine; otherwise only public addresses are. */
  readonly allowsPrivate: boolean;
};

/** A connection in memory to the part of this server that serves one bin and nothing else. */
export type ConnectToOwnBin = (slug: string) => Duplex;

export type EgressParts = {
  readonly config: Pick<Config, 'audience' | 'host' | 'egress' | 'publicUrl' | 'binDomain' | 'maxBodyBytes'>;
  readonly rates: Pick<RateCounters, 'rateOf' | 'take'>;
  /** The port this server listens on; null before it listens. */
  readonly ownPort: () => number | null;
  /** Null where Next.js runs without our server. */
  readonly connectToOwnBin: ConnectToOwnBin | null;
  readonly network?: Network;
  readonly concurrency?: Concurrency;
  readonly responseLimits?: ResponseLimits;
};

const usualResponseLimits: ResponseLimits = { kept: 2 ** 20, received: 32 * 2 ** 20 };

/**
 * Opens the sender.
 * @throws Error when the file in `EGRESS_CA_FILE` cannot be used.
 */
export async function openEgress({
  config,
  rates,
  ownPort,
  connectToOwnBin,
  network = systemNetwork(),
  concurrency = usualConcurrency,
  responseLimits = usualResponseLimits,
}: EgressParts): Promise<Egress> {
  const { publicUrl, binDomain } = config;
  const policy = egressPolicy(config, { port: ownPort, addresses: localAddresses, publicUrl, binDomain });
  const proxy = config.egress.proxy === undefined ? null : proxyOf(config.egress.proxy);
  const guard: Guard = { policy, network, proxy, trust: await trustWith(config.egress.caFile) };
  const limits = new SendingLimits(rates, concurrency);

  async function send(order: SendOrder): Promise<readonly Exchange[]> {
    const { to, request, binId, patience = 0, signal } = order;
    checkLength(request, config.maxBodyBytes);
    const destination = parseDestination('url' in to ? to.url : to.origin);
    const first = prepared(request, destination, order.host);
    const release = await limits.take(binId, destination.hostname, { milliseconds: patience, signal });
    try {
      order.begins?.();
      if ('ownBin' in to) return [await run(order, first, destination, toOwnBin(to.ownBin, request), false)];
      return await sendToUrl(order, first, destination);
    } finally {
      release();
    }
  }

  async function sendToUrl(
    order: SendOrder,
    first: PreparedRequest,
    destination: Destination,
  ): Promise<readonly Exchange[]> {
    const open = (to: Destination) => toUrl(to, order);
    const exchanges = [await run(order, first, destination, open(destination), proxy !== null)];
    let at: Pick<Redirected, 'destination' | 'request' | 'changes'> | null =
      'message' in order.request ? null : { destination, request: order.request, changes: [] };
    let host = order.host;
    while (order.followRedirects && at !== null && exchanges.length <= mostRedirects) {
      const next: Redirected | null = redirectAfter(exchanges.at(-1)!, at);
      if (next === null) break;
      if (next.isOtherOrigin) host = 'destination';
      at = { ...next, changes: [...at.changes, ...next.changes] };
      const request = prepared(at.request, at.destination, host, at.changes);
      exchanges.push(await run(order, request, at.destination, open(at.destination), proxy !== null));
    }
    return exchanges;
  }

  function run(order: SendOrder, request: PreparedRequest, to: Destination, open: Open, viaProxy: boolean) {
    return exchange(request, open, {
      origin: originOfDestination(to),
      viaProxy,
      times: { ...usualTimeLimits, ...order.times },
      limits: responseLimits,
      signal: order.signal,
      now: network.now,
    });
  }

  function toUrl(destination: Destination, { request, verifyCertificate: verify = true }: SendOrder): Open {
    return async (deadline, notes) => {
      if (!policy.trustsSenders && 'message' in request)
        throw new EgressRefusal('raw-message', 'Malformed messages are sent by private instances only.');
      if (!policy.trustsSenders && !verify)
        throw new EgressRefusal(
          'certificate-required',
          'Certificates are always verified on a public instance.',
        );
      const connection = await connectGuarded(destination, guard, deadline, notes);
      if (destination.scheme === 'http') return connection;
      const how = { trust: guard.trust, verify };
      const socket = await secured(connection, destination, how, deadline, (facts) => notes.tls(facts)).catch(
        (error) => {
          connection.destroy();
          throw error;
        },
      );
      notes.reached('secured');
      return socket;
    };
  }

  function toOwnBin(slug: string, request: SendOrder['request']): Open {
    return async (deadline, notes) => {
      deadline.enter('connect');
      if (connectToOwnBin === null)
        throw new EgressRefusal(
          'own-server',
          'Bins of this server cannot be sent to where Next.js runs alone.',
        );
      if ('message' in request)
        throw new EgressRefusal('raw-message', 'Malformed messages cannot be sent to a bin of this server.');
      const connection = connectToOwnBin(slug);
      notes.reached('connected');
      return connection;
    };
  }

  return {
    send,
    check(url) {
      const destination = parseDestination(url);
      checkName(destination, policy);
      const address = parseIpAddress(destination.hostname);
      if (address !== null) checkAddress(address, destination, policy);
    },
    allowsPrivate: policy.allowsLoopback || policy.allow.length > 0,
  };
}

/** The request for one destination, with the changes that redirects have made before. */
export function prepared(
  request: SendOrder['request'],
  { host }: Destination,
  choice: HostChoice,
  changes: readonly Change[] = [],
): PreparedRequest {
  if ('message' in request) {
    const { method, target, message: head } = request;
    const nothing = { headers: [], trailers: [], changes: [], body: new Uint8Array() };
    return { ...nothing, method, target, httpVersion: '1.1', head, framing: 'none' };
  }
  const ready = prepareOutgoing(request, { host, choice });
  return { ...ready, changes: [...changes, ...ready.changes] };
}

function redirectAfter(
  { response, failure }: Exchange,
  { destination, request }: { destination: Destination; request: OutgoingRequest },
): Redirected | null {
  if (response === null || failure !== null) return null;
  try {
    return redirectOf(response, destination, request);
  } catch {
    // A Location that is no http or https URL is shown and not followed.
    return null;
  }
}

function checkLength(request: SendOrder['request'], most: number): void {
  const { length } = 'message' in request ? request.message : request.body;
  if (length > most)
    fail('request-too-long', `The body has ${length} bytes. At most ${most} bytes are sent.`);
}

function localAddresses(): string[] {
  return Object.values(networkInterfaces()).flatMap((addresses) =>
    (addresses ?? []).map(({ address }) => address),
  );
}
