import type { Duplex } from 'node:stream';
import type { SecureContext } from 'node:tls';
import { formatIpAddress, type IpAddress } from '#lib/http/ip-address.ts';
import type { Destination } from '#lib/outgoing/destination.ts';
import { type AddressKind, kindOfAddress } from './address-kind.ts';
import type { Deadline } from './deadline.ts';
import { dialed, slowAddress } from './dial.ts';
import { checkAddress, checkName, type EgressPolicy } from './egress-policy.ts';
import { addressesOf } from './look-up.ts';
import type { Network } from './network.ts';
import { type HttpProxy, throughProxy } from './proxy.ts';

/** What a guarded connection needs. */
export type Guard = {
  readonly policy: EgressPolicy;
  readonly network: Network;
  /** The proxy of the operator; null for direct connections. */
  readonly proxy: HttpProxy | null;
  /** The authorities that certificates may come from. */
  readonly trust: SecureContext;
};

/** The facts about a connection that is being opened, noted as they become known. */
export type ConnectionNotes = {
  reached(moment: 'lookedUp' | 'connected'): void;
  address(address: { text: string; kind: AddressKind }): void;
};

/** How long one of several addresses may take before the next one is tried, milliseconds. */
const patiencePerAddress = 2000;

/**
 * Opens a TCP connection to a destination, the only way from this server to others. The name is resolved once. If any of its
 * addresses is refused, none is connected to: a name that mixes them would be a way around the check. The connection is
 * opened to a judged address, never to the name, so that a second look-up cannot give another one, and the address at the other
 * end is compared afterwards.
 * Fails with `egress-refused`, `dns-failed`, `connection-refused`, `destination-unreachable`, `timed-out` and `proxy-failed`.
 */
export async function connectGuarded(
  destination: Destination,
  { policy, network, proxy }: Guard,
  deadline: Deadline,
  notes: ConnectionNotes,
): Promise<Duplex> {
  checkName(destination, policy);
  deadline.enter('look-up');
  const addresses = await deadline.within(addressesOf(destination, network.lookUp));
  for (const address of addresses) checkAddress(address, destination, policy);
  if (!destination.isAddress) notes.reached('lookedUp');
  deadline.enter('connect');
  const [address, socket] = await firstThatConnects(addresses, async (candidate, isLast) => {
    const to = { address: formatIpAddress(candidate), port: destination.port };
    if (proxy !== null) return throughProxy(proxy, to, network, deadline);
    return deadline.within(
      dialed(candidate, to.port, network, deadline.signal, isLast ? null : patiencePerAddress),
    );
  });
  notes.address({ text: formatIpAddress(address), kind: kindOfAddress(address) });
  notes.reached('connected');
  return socket;
}

async function firstThatConnects<T>(
  addresses: readonly IpAddress[],
  attempt: (address: IpAddress, isLast: boolean) => Promise<T>,
): Promise<[IpAddress, T]> {
  for (const address of addresses.slice(0, -1)) {
    try {
      return [address, await attempt(address, false)];
    } catch (error) {
      // Another address may be reachable; a refusal or the end of the time is final.
      if (!isWorthAnotherAddress(error)) throw error;
    }
  }
  const last = addresses.at(-1)!;
  return [last, await attempt(last, true)];
}

function isWorthAnotherAddress(error: unknown): boolean {
  const { code } = error as { code?: string };
  return ['connection-refused', 'destination-unreachable', 'proxy-failed', slowAddress].includes(code ?? '');
}
