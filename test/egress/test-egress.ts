import { readConfig } from '#lib/config/read-config.ts';
import { type Egress, type EgressParts, openEgress, type SendOrder } from '#lib/egress/egress.ts';
import type { Exchange } from '#lib/egress/exchange-record.ts';
import { type Network, systemNetwork } from '#lib/egress/network.ts';
import type { OutgoingRequest } from '#lib/outgoing/outgoing-request.ts';

/** A limit of nothing: as on a private instance. */
export const noRates: EgressParts['rates'] = { rateOf: () => null, take: async () => null };

type Parts = Partial<Omit<EgressParts, 'config' | 'network'>> & { network?: Partial<Network> };

/** The sender of an instance with these settings. Without settings it is private and listens on loopback. */
export function testEgress(
  environment: Record<string, string> = {},
  { network, ...parts }: Parts = {},
): Promise<Egress> {
  return openEgress({
    config: readConfig({ HOST: '127.0.0.1', ...environment }),
    rates: noRates,
    ownPort: () => null,
    connectToOwnBin: null,
    ...parts,
    network: { ...systemNetwork(), ...network },
  });
}

/** A GET without headers; `parts` overrides what matters to the test. */
export function outgoing(parts: Partial<OutgoingRequest> = {}): OutgoingRequest {
  return {
    method: 'GET',
    target: '/',
    httpVersion: '1.1',
    headers: [['Host', 'stored.example']],
    trailers: [],
    body: new Uint8Array(),
    ...parts,
  };
}

/** Sends one request to a URL and returns its only exchange. */
export async function sendOne(
  egress: Egress,
  url: string,
  request: SendOrder['request'] = outgoing(),
  order: Partial<SendOrder> = {},
): Promise<Exchange> {
  const exchanges = await egress.send({ binId: 1, to: { url }, request, host: 'destination', ...order });
  if (exchanges.length !== 1) throw new Error(`${exchanges.length} exchanges`);
  return exchanges[0]!;
}

/** The code of the error that a promise rejects with; `fulfilled` if it does not. */
export function codeOf(promise: Promise<unknown>): Promise<string | undefined> {
  return promise.then(
    () => 'fulfilled',
    (error: { code?: string }) => error.code,
  );
}
