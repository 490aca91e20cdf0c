import type { Logger } from 'pino';

/** The reasons why a connection is rejected or closed, with their log lines. */
const reasons = {
  'per-address': 'Connections were rejected: the IP address has reached CONNECTIONS_PER_ADDRESS.',
  full: 'Connections were closed to make room for new ones: the limit of open files is reached. Raise it (ulimit -n), or set CONNECTIONS_PER_ADDRESS.',
  'http2-resets': 'HTTP/2 connections were closed: too many of their streams were reset.',
  'http2-streams': 'HTTP/2 connections were closed: they opened too many streams.',
  'http2-protocol': 'HTTP/2 connections were closed: they violated the protocol or its limits.',
  'http2-unread': 'HTTP/2 connections were closed: they did not read their responses.',
} as const;

export type Rejection = keyof typeof reasons;

/** Every reason, for the counters. */
export const rejections = Object.keys(reasons) as Rejection[];

/** The shortest time between two log lines with the same reason, milliseconds. */
const interval = 5000;
/** The most addresses counted separately in that time. */
const mostAddresses = 1000;

type Gathered = { count: number; addresses: Map<string, number> };

/**
 * Counts rejected connections and logs them: the first of a reason at once, later ones together in at most one line per
 * reason every five seconds, with the address that has the most of them.
 */
export function openRejections(
  counts: { connectionsRejected: Record<Rejection, number> },
  log: Pick<Logger, 'warn'>,
) {
  const gathered = new Map<Rejection, Gathered>();

  function say(reason: Rejection, { count, addresses }: Gathered): void {
    const [address, ofIt] = [...addresses].reduce((most, next) => (next[1] > most[1] ? next : most));
    log.warn({ reason, connections: count, address, ofThisAddress: ofIt }, reasons[reason]);
  }

  function later(reason: Rejection): void {
    const since = gathered.get(reason);
    if (since === undefined || since.count === 0) return void gathered.delete(reason);
    say(reason, since);
    begin(reason);
  }

  function begin(reason: Rejection): void {
    gathered.set(reason, { count: 0, addresses: new Map() });
    setTimeout(later, interval, reason).unref();
  }

  return function reject(reason: Rejection, address: string): void {
    counts.connectionsRejected[reason] += 1;
    const since = gathered.get(reason);
    if (since === undefined) {
      say(reason, { count: 1, addresses: new Map([[address, 1]]) });
      begin(reason);
      return;
    }
    since.count += 1;
    const ofIt = since.addresses.get(address);
    if (ofIt !== undefined || since.addresses.size < mostAddresses)
      since.addresses.set(address, (ofIt ?? 0) + 1);
  };
}
