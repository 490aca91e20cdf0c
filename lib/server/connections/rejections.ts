import type { Logger } from 'pino';
import type { Counts } from '../counts.ts';

/** Why a connection was rejected or closed, and how the log says it. */
const reasons = {
  'per-address': 'Connections were rejected: the address has as many open as CONNECTIONS_PER_ADDRESS allows.',
  full: 'Connections were closed to make room for others: the limit of open files allows no more. Raise it (ulimit -n), or set CONNECTIONS_PER_ADDRESS.',
  'http2-resets': 'HTTP/2 connections were closed: too many of their streams were reset.',
  'http2-streams': 'HTTP/2 connections were closed: they opened too many streams.',
  'http2-protocol': 'HTTP/2 connections were closed: they broke the protocol or its limits.',
  'http2-unread': 'HTTP/2 connections were closed: they did not read the responses they asked for.',
} as const;

export type Rejection = keyof typeof reasons;

/** Every reason, for the counts. */
export const rejections = Object.keys(reasons) as Rejection[];

/** How often the log says the same, milliseconds. */
const interval = 5000;
/** How many addresses are told apart meanwhile. */
const mostAddresses = 1000;

type Gathered = { count: number; addresses: Map<string, number> };

/**
 * Counts rejected connections and says so in the log: the first of a kind at once, those after it together, a line every five
 * seconds at most, with the address most of them came from.
 */
export function openRejections(counts: Pick<Counts, 'connectionsRejected'>, log: Pick<Logger, 'warn'>) {
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
