import { lookup } from 'node:dns/promises';
import { type IpAddress, parseIpAddress } from '#lib/http/ip-address.ts';
import { Failure } from '#lib/model/errors.ts';

/** Resolves a host name to all of its addresses, in the order in which they should be tried. */
export type LookUp = (hostname: string) => Promise<readonly string[]>;

/**
 * The resolver of the operating system, with its hosts file. Its look-ups occupy threads that reading files and other work need
 * too, of which Node has four, and cannot be stopped: only two at a time are in progress, so that slow name servers delay
 * nothing but other look-ups.
 */
export function systemLookUp(resolve: LookUp = resolveBySystem, atOnce = 2): LookUp {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (hostname) => {
    if (running >= atOnce) await new Promise<void>((begin) => waiting.push(begin));
    else running += 1;
    try {
      return await resolve(hostname);
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}

async function resolveBySystem(hostname: string): Promise<readonly string[]> {
  const found = await lookup(hostname, { all: true, verbatim: true });
  return found.map(({ address }) => address);
}

/**
 * The addresses of a host, which may be an address itself. Fails with `dns-failed` when there are none, or when an answer is no address: what cannot be
 * judged is not connected to.
 */
export async function addressesOf(
  { hostname }: { hostname: string },
  lookUp: LookUp,
): Promise<readonly IpAddress[]> {
  const literal = parseIpAddress(hostname);
  if (literal !== null) return [literal];
  const answers = await lookUp(hostname).catch((error: NodeJS.ErrnoException) => {
    throw new Failure(
      'dns-failed',
      `${hostname} was not resolved (${error.code ?? 'no reason given'}).`,
      error,
    );
  });
  const addresses = answers.map((answer) => parseIpAddress(answer));
  if (addresses.length === 0 || addresses.includes(null))
    throw new Failure('dns-failed', `${hostname} was resolved to no address.`);
  return addresses as readonly IpAddress[];
}
