import type { Config } from '#lib/config/read-config.ts';
import { type HostListEntry, namesAddress, namesHost, namesOnlyAddress } from '#lib/http/host-list.ts';
import type { IpAddress } from '#lib/http/ip-address.ts';
import { parseIpAddress } from '#lib/http/ip-address.ts';
import { Failure } from '#lib/model/errors.ts';
import type { Destination } from '#lib/outgoing/destination.ts';
import { type AddressKind, addressKinds, judgeAddress, kindOfAddress } from './address-kind.ts';
import { deniedPorts } from './denied-ports.ts';
import { isOwnAddress, isOwnName, type OwnServer } from './own-server.ts';

/** What may be sent to, decided by the settings. */
export type EgressPolicy = {
  /** False if only bins of this server may be sent to. */
  readonly isOn: boolean;
  readonly allow: readonly HostListEntry[];
  /** Whether programs on this machine may be sent to without being named. */
  readonly allowsLoopback: boolean;
  /** Whether people may send malformed messages, and send over TLS without verifying the certificate. */
  readonly trustsSenders: boolean;
  readonly own: OwnServer;
};

/** Why a destination is refused: the kind of its address, or another reason. */
export type EgressReason =
  | Exclude<AddressKind, 'public'>
  | 'off'
  | 'own-server'
  | 'port'
  | 'certificate-required'
  | 'raw-message'
  | 'address-changed';

/** A refusal by the egress guard. The message never contains an address that a name resolved to. */
export class EgressRefusal extends Failure {
  readonly reason: EgressReason;

  constructor(reason: EgressReason, detail: string) {
    super('egress-refused', detail);
    this.reason = reason;
  }
}

/** Host names of metadata services, besides their addresses. */
const metadataHosts = new Set([
  'metadata.google.internal',
  'metadata.goog',
  'metadata',
  'instance-data',
  'instance-data.ec2.internal',
]);

/**
 * The policy of these settings. On a private instance that listens on loopback only, everyone who can use it is on this machine
 * and can reach its programs anyway, so loopback is allowed.
 */
export function egressPolicy(
  config: Pick<Config, 'audience' | 'host' | 'egress'>,
  own: OwnServer,
): EgressPolicy {
  const isPrivate = config.audience === 'private';
  return {
    isOn: config.egress.isOn,
    allow: config.egress.allow,
    allowsLoopback: isPrivate && isLoopbackHost(config.host),
    trustsSenders: isPrivate,
    own,
  };
}

function isLoopbackHost(host: string | undefined): boolean {
  if (host === undefined) return false;
  const address = parseIpAddress(host);
  return address === null ? host.toLowerCase() === 'localhost' : kindOfAddress(address) === 'loopback';
}

/** Throws an `EgressRefusal` if the destination is refused by its name or port, before it is resolved. */
export function checkName(destination: Destination, { isOn, allow, own }: EgressPolicy): void {
  const { hostname, port } = destination;
  if (!isOn) throw new EgressRefusal('off', 'Sending is switched off on this server (EGRESS=off).');
  if (isOwnName(destination, own)) throw new EgressRefusal('own-server', ownServerWords);
  if (metadataHosts.has(hostname) && !allow.some((entry) => namesHost(entry, hostname, port)))
    throw new EgressRefusal('metadata', `${hostname} is a cloud metadata service.`);
  const isPortNamed = allow.some(
    (entry) => entry.port === port && (namesHost(entry, hostname, port) || namesLiteral(entry, destination)),
  );
  if (deniedPorts.has(port) && !isPortNamed)
    throw new EgressRefusal('port', `Port ${port} belongs to a service that does not speak HTTP.`);
}

/**
 * Throws an `EgressRefusal` unless a connection to this address may be opened for the destination. An address that contains others
 * is allowed if it is allowed itself and all of them are.
 */
export function checkAddress(address: IpAddress, destination: Destination, policy: EgressPolicy): void {
  if (isOwnAddress(address.bytes, destination.port, policy.own))
    throw new EgressRefusal('own-server', ownServerWords);
  for (const { bytes, kind } of judgeAddress(address)) {
    if (kind === 'public' || isAllowed(bytes, kind, destination, policy)) continue;
    const subject = destination.isAddress
      ? `${destination.hostname} is`
      : `${destination.hostname} resolves to`;
    throw new EgressRefusal(kind, `${subject} ${addressKinds[kind]}.`);
  }
}

/** Whether an address that is not public may be reached because the operator named it, or because it is this machine. */
function isAllowed(
  bytes: readonly number[],
  kind: AddressKind,
  { hostname, port }: Destination,
  { allow, allowsLoopback }: EgressPolicy,
): boolean {
  // No range and no name of a host that resolves to it allows a metadata address.
  if (kind === 'metadata') return allow.some((entry) => namesOnlyAddress(entry, bytes, port));
  if (kind === 'loopback' && allowsLoopback) return true;
  return allow.some((entry) => namesHost(entry, hostname, port) || namesAddress(entry, bytes, port));
}

function namesLiteral(entry: HostListEntry, { hostname, port }: Destination): boolean {
  const address = parseIpAddress(hostname);
  return address !== null && namesAddress(entry, address.bytes, port);
}

const ownServerWords = 'The destination is this server itself.';
