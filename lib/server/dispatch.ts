import { type BinAddress, binAddress } from '#lib/wire/incoming/capture-url.ts';

/** The part of the server that handles a request. */
export type Destination =
  | ({ to: 'bin' } & BinAddress)
  /** The URL is below the path or domain of bins, but names no bin. */
  | { to: 'no-bin' }
  /** A request sent to the URL of an inspector page, which a person pasted into a provider. */
  | { to: 'inspector-misuse'; key: string }
  | { to: 'live' }
  | { to: 'app' };

/** The parts of a request that decide its destination. */
export type Dispatched = { method: string; target: string; host: string | undefined };

/** Decides which part of the server handles a request. Captures come first: nothing else may respond for a bin. */
export function dispatch({ method, target, host }: Dispatched, binDomain: string | undefined): Destination {
  const address = binAddress(target, host, binDomain);
  if (address === 'no-bin') return { to: 'no-bin' };
  if (address !== 'other') return { to: 'bin', ...address };
  const path = target.replace(/^https?:\/\/[^/?#]*/i, '').replace(/[?#].*$/s, '');
  if (isLive(target)) return { to: 'live' };
  const inspector = /^\/i\/([^/]+)/.exec(path);
  if (inspector && method !== 'GET' && method !== 'HEAD')
    return { to: 'inspector-misuse', key: inspector[1]! };
  return { to: 'app' };
}

/**
 * Whether a target that names no bin is the live channel's. Only origin-form: Engine.IO throws on an absolute-form that is
 * not a URL.
 */
export function isLive(target: string): boolean {
  return target.startsWith('/socket.io/');
}
