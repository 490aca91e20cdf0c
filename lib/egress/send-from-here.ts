import { parseHostList } from '#lib/http/host-list.ts';
import { type Destination, originOfDestination } from '#lib/outgoing/destination.ts';
import type { HostChoice } from '#lib/outgoing/host.ts';
import type { OutgoingRequest } from '#lib/outgoing/outgoing-request.ts';
import { connectGuarded, type Guard } from './connect.ts';
import { type TimeLimits, usualTimeLimits } from './deadline.ts';
import { prepared, type RawRequest } from './egress.ts';
import { exchange } from './exchange.ts';
import type { Exchange } from './exchange-record.ts';
import { systemNetwork } from './network.ts';
import { secured, trustWith } from './secure.ts';

export type SendFromHereOptions = {
  readonly host: HostChoice;
  readonly signal: AbortSignal;
  readonly times?: Partial<TimeLimits>;
  /** Default: yes. */
  readonly verifyCertificate?: boolean;
};

/** How much of a response is kept, and how much is accepted, bytes. */
const limits = { kept: 2 ** 20, received: 32 * 2 ** 20 };

let guard: Promise<Guard> | undefined;

/**
 * The person at this machine has chosen the destination, so every address is allowed but those of cloud metadata services. Ports of
 * services that do not speak HTTP stay refused.
 */
function guardHere(): Promise<Guard> {
  guard ??= trustWith(undefined).then((trust) => ({
    policy: {
      isOn: true,
      allow: parseHostList('0.0.0.0/0, ::/0').entries,
      allowsLoopback: true,
      trustsSenders: true,
      own: { port: () => null, addresses: () => [], publicUrl: undefined, binDomain: undefined },
    },
    network: systemNetwork(),
    proxy: null,
    trust,
  }));
  return guard;
}

/**
 * Sends a request from the machine of the person who asks for it, byte for byte as the server sends it. What the destination does is part of
 * the exchange; fails with `request-unsendable` before anything is sent.
 */
export async function sendFromHere(
  request: OutgoingRequest | RawRequest,
  destination: Destination,
  { host, signal, times, verifyCertificate: verify = true }: SendFromHereOptions,
): Promise<Exchange> {
  const here = await guardHere();
  return exchange(
    prepared(request, destination, host),
    async (deadline, notes) => {
      const connection = await connectGuarded(destination, here, deadline, notes);
      if (destination.scheme === 'http') return connection;
      const how = { trust: here.trust, verify };
      const socket = await secured(connection, destination, how, deadline, (facts) => notes.tls(facts)).catch(
        (error) => {
          connection.destroy();
          throw error;
        },
      );
      notes.reached('secured');
      return socket;
    },
    {
      origin: originOfDestination(destination),
      viaProxy: false,
      times: { ...usualTimeLimits, ...times },
      limits,
      signal,
      now: here.network.now,
    },
  );
}
