import { isNamed, isSendable } from '#lib/copy-as/request/client-headers.ts';
import { readable } from '#lib/http/byte-string.ts';
import { all } from '#lib/http/header-lookup.ts';
import { isChunked } from '#lib/http/message.ts';
import type { Header } from '#lib/model/capture.ts';
import type { Draft, DraftNote, DraftOptions } from '../draft.ts';
import type { Address } from './address.ts';

/** What a format found out about a request. */
export type Found = {
  /** The name in the text; null or empty if it has none. */
  readonly name: string | null;
  readonly method: string;
  readonly address: Pick<Address, 'destination' | 'host' | 'target' | 'note'>;
  /** The version of HTTP in the text, such as `1.0` or `2`; 1.1 if it has none. */
  readonly httpVersion?: string;
  readonly headers: readonly Header[];
  readonly trailers?: readonly Header[];
  readonly body: Uint8Array;
  readonly options?: DraftOptions;
  readonly notes: readonly DraftNote[];
};

const longestName = 200;

/** Of a text with thousands of faults, nobody reads more. */
export const mostNotes = 50;

/**
 * A draft without the header lines that cannot be sent, and without those that the sender adds: the Host that follows from the destination,
 * and a Content-Length that is true.
 */
export function draftOf(found: Found): Draft {
  const { address, method } = found;
  const version = found.httpVersion ?? '1.1';
  const notes = [...found.notes, ...versionNotes(version), ...(address.note ? [address.note] : [])];
  const given = sendable(found.headers, notes);
  const length = ownLength(found);
  const headers = given.filter((line) => !isNamed(line, 'Content-Length') || line[1] !== length);
  const trailers = sendable(found.trailers ?? [], notes);
  const hosts = all(headers, 'Host');
  const isOwn = hosts.length === 1 && hosts[0] === address.host;
  const isOther = hosts.length > 0 && !isOwn;
  return {
    name: (found.name || readable(`${method} ${address.target}`)).slice(0, longestName),
    destination: address.destination,
    request: {
      method,
      target: address.target,
      httpVersion: version === '1.0' ? '1.0' : '1.1',
      headers: isOwn ? headers.filter((line) => !isNamed(line, 'Host')) : headers,
      trailers,
      body: found.body,
    },
    options: { ...(isOther && { host: 'original' as const }), ...found.options },
    notes: notes.slice(0, mostNotes),
  };
}

/**
 * The Content-Length that the sender adds by itself. That of an empty body is kept, since it depends on the method. Beside chunked coding, no
 * sender adds one. Null for both.
 */
function ownLength({ headers, body }: Found): string | null {
  return body.length === 0 || isChunked(headers) ? null : String(body.length);
}

/** The note for a request of another version of HTTP than 1.0 and 1.1. */
function versionNotes(version: string): DraftNote[] {
  if (/^(?:1(?:\.|$)|\D|$)/.test(version)) return [];
  const name = version.replace(/\.0$/, '').slice(0, 20);
  return [{ code: 'http-version', message: `This is an HTTP/${name} request. It is sent as HTTP/1.1.` }];
}

function sendable(headers: readonly Header[], notes: DraftNote[]): Header[] {
  return headers.filter((line) => {
    if (isSendable(line)) return true;
    const name = JSON.stringify(readable(line[0]).slice(0, 80));
    const message = `The header ${name} is left out: its name is not a token, or its value has a line break or NUL.`;
    notes.push({ code: 'header-unsendable', message });
    return false;
  });
}
