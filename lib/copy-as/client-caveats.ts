import { caveats } from './caveats.ts';
import { framingOf } from './client-headers.ts';
import type { RequestSource } from './target.ts';

/** What a client cannot do, said where it matters to the request at hand. Sentences as in `caveats.ts`. */
export type Caveat = string | false;

/** The comment lines of a copy: what is true of any copy of this request, then what this client adds to that. */
export function commented(marker: string, source: RequestSource, own: readonly Caveat[]): string {
  const sentences = [...caveats(source), ...own.filter((caveat) => caveat !== false)];
  return sentences.map((sentence) => `${marker} ${sentence}\n`).join('');
}

export function onlyHttp11(source: RequestSource, client: string): Caveat {
  const came = { '1.0': 'HTTP/1.0', '2.0': 'HTTP/2' }[source.httpVersion];
  return came !== undefined && `The request came as ${came}; ${client} sends it as HTTP/1.1.`;
}

export function noTrailers(source: RequestSource, client: string): Caveat {
  const lines = source.trailers.length;
  return lines > 0 && `Left out, as ${client} has no trailers: ${counted(lines, 'trailer line')}.`;
}

/** A client that can send trailers sends them after chunks; in HTTP/2, where there are none, the copy does without. */
export function trailersNeedChunks(source: RequestSource): Caveat {
  const lines = framingOf(source) === 'chunked' ? 0 : source.trailers.length;
  return lines > 0 && `Left out, as only chunks can carry them here: ${counted(lines, 'trailer line')}.`;
}

/** Without TLS nothing tells a client whether a server speaks HTTP/2, and most do not (RFC 9113 §3.3). */
export function http2WithoutTls(source: RequestSource, server: URL): Caveat {
  return (
    source.httpVersion === '2.0' &&
    server.protocol === 'http:' &&
    'The request came as HTTP/2, which few servers speak without TLS: leave out --http2-prior-knowledge to send it as HTTP/1.1.'
  );
}

/** Many clients tell a length with the methods of which a body is expected (RFC 9110 §8.6), also when there is none. */
export function addsEmptyLength(source: RequestSource, client: string): Caveat {
  const adds = framingOf(source) === 'none' && /^(?:POST|PUT|PATCH)$/i.test(source.method);
  return adds && `${client} adds Content-Length: 0.`;
}

/** That a body is there, if empty, is more than many clients can be told. */
export function emptyBodyUntold(source: RequestSource, client: string): Caveat {
  const told = framingOf(source) !== 'none' && source.body.length === 0;
  return told && `The body is empty: ${client} may not announce one, or in another way.`;
}

export function changedTarget(changed: boolean, client: string): Caveat {
  return (
    changed && `${client} changes this target: to send it as it was, copy as curl or as Python (http.client).`
  );
}

export function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
