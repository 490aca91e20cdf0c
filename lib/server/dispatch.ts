import { type BinAddress, binAddress } from '../wire/address.ts';

/** Who a request is for. */
export type Destination =
  | ({ to: 'bin' } & BinAddress)
  /** At an address of bins, but naming none. */
  | { to: 'no-bin' }
  /** A message sent to an inspector's address, which a person pasted into a provider. */
  | { to: 'inspector-misuse'; key: string }
  | { to: 'live' }
  | { to: 'app' };

/** What dispatch looks at. */
export type Dispatched = { method: string; target: string; host: string | undefined };

/** The one question dispatch asks. Captures come first: nothing else may answer for a bin. */
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

/** Whether a target that names no bin is the live channel's. Origin-form alone: Engine.IO throws on an absolute-form that is no URL. */
export function isLive(target: string): boolean {
  return target.startsWith('/socket.io/');
}
