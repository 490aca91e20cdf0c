import { readable } from '#lib/http/byte-string.ts';
import { failureCode } from '#lib/model/errors.ts';
import { originOfDestination, parseDestination } from '#lib/outgoing/destination.ts';
import type { DraftNote } from '../draft.ts';

/** The parts of a URL that a request needs. Byte strings, except `destination`. */
export type Address = {
  /** The origin; null if nothing can be sent to it, which `note` explains. */
  readonly destination: string | null;
  /** The value of Host that follows from the origin; null without one. */
  readonly host: string | null;
  /** Path and query as written; what no request line can have is percent-encoded, and the fragment is dropped. */
  readonly target: string;
  /** `user:password`, percent-decoded; null if the URL has none. */
  readonly credentials: string | null;
  readonly note: DraftNote | null;
};

/**
 * Reads a URL (a byte string) without changing its path and query, as a browser would. Without a scheme it is `defaultScheme`.
 * Source: RFC 3986 §3.
 */
export function readAddress(url: string, defaultScheme: 'http' | 'https' = 'http'): Address {
  const [prefix = '', scheme = defaultScheme] = /^([a-z][a-z\d+.-]*):\/\//i.exec(url) ?? [];
  const rest = url.slice(prefix.length);
  const authorityEnd = rest.search(/[/?#]/);
  const authority = authorityEnd < 0 ? rest : rest.slice(0, authorityEnd);
  const userEnd = authority.lastIndexOf('@');
  return {
    ...serverOf(scheme, authority.slice(userEnd + 1)),
    target: targetOf(authorityEnd < 0 ? '' : rest.slice(authorityEnd)),
    credentials: userEnd < 0 ? null : percentDecoded(authority.slice(0, userEnd)),
  };
}

function serverOf(scheme: string, host: string): Pick<Address, 'destination' | 'host' | 'note'> {
  if (/[${}<>]/.test(host)) {
    const message = `The host ${JSON.stringify(readable(host).slice(0, 255))} is a placeholder. Enter a destination.`;
    return { destination: null, host: null, note: { code: 'destination-missing', message } };
  }
  try {
    const destination = parseDestination(`${scheme}://${readable(host)}`);
    return { destination: originOfDestination(destination), host: destination.host, note: null };
  } catch (error) {
    if (failureCode(error) === null) throw error;
    const reason = (error as Error).message;
    return { destination: null, host: null, note: { code: 'destination-invalid', message: reason } };
  }
}

/** A request-target (RFC 9112 §3.2.1) from what follows the authority of a URL. */
export function targetOf(pathAndQuery: string): string {
  const fragment = pathAndQuery.indexOf('#');
  const kept = fragment < 0 ? pathAndQuery : pathAndQuery.slice(0, fragment);
  return percentEncoded(kept.startsWith('/') ? kept : `/${kept}`, /[^!-~]/g);
}

/** A byte string with the bytes that `unsafe` matches as `%XX`. */
export function percentEncoded(byteString: string, unsafe: RegExp): string {
  return byteString.replace(
    unsafe,
    (byte) => `%${byte.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
}

function percentDecoded(byteString: string): string {
  return byteString.replace(/%([\da-f]{2})/gi, (_, digits: string) =>
    String.fromCharCode(Number.parseInt(digits, 16)),
  );
}
