import { isNamed } from '#lib/copy-as/request/client-headers.ts';
import { all } from '#lib/http/header-lookup.ts';
import type { Header } from '#lib/model/capture.ts';
import type { Change } from './change.ts';
import type { OutgoingRequest, PreparedRequest } from './outgoing-request.ts';

type Framed = Pick<PreparedRequest, 'headers' | 'framing' | 'trailers'>;
type Note = (change: Change) => void;

/**
 * Decides how the end of the body is told (RFC 9112 §6) and changes the headers accordingly: as stored where that is allowed
 * and true, else with Content-Length. Trailers need the chunked coding, which HTTP/1.0 does not have.
 */
export function frame(
  request: Pick<OutgoingRequest, 'headers' | 'trailers' | 'body'> & { httpVersion: '1.0' | '1.1' },
  note: Note,
): Framed {
  const { headers, trailers, httpVersion } = request;
  const isChunked = httpVersion === '1.1' && endsInOneChunked(all(headers, 'Transfer-Encoding'));
  if (isChunked) return { headers: withoutLengths(headers, note), framing: 'chunked', trailers };
  if (httpVersion === '1.1' && trailers.length > 0) return chunkedForTrailers(request, note);
  for (const [header] of trailers) note({ what: 'dropped', header, value: null, why: 'trailers' });
  return { ...withLength(request, note), trailers: [] };
}

/** Whether these transfer codings are what a request may have: chunked once, at the end (RFC 9112 §6.1). */
function endsInOneChunked(lines: readonly string[]): boolean {
  const codings = lines
    .join(',')
    .toLowerCase()
    .split(',')
    .map((coding) => coding.trim())
    .filter((coding) => coding !== '');
  return codings.at(-1) === 'chunked' && codings.indexOf('chunked') === codings.length - 1;
}

function withoutLengths(headers: readonly Header[], note: Note): readonly Header[] {
  return headers.filter((line) => {
    if (!isNamed(line, 'Content-Length')) return true;
    note({ what: 'dropped', header: line[0], value: null, why: 'one-framing' });
    return false;
  });
}

/** Chunked coding in the place of Content-Length, or at the end. */
function chunkedForTrailers(
  { headers, trailers }: Pick<OutgoingRequest, 'headers' | 'trailers'>,
  note: Note,
): Framed {
  const place = headers.findIndex((line) => isNamed(line, 'Content-Length'));
  const rest = withoutCodings(withoutLengths(headers, note), note);
  const at = place < 0 ? rest.length : Math.min(place, rest.length);
  note({ what: 'added', header: 'Transfer-Encoding', value: 'chunked', why: 'trailers' });
  return { headers: rest.toSpliced(at, 0, ['Transfer-Encoding', 'chunked']), framing: 'chunked', trailers };
}

function withoutCodings(headers: readonly Header[], note: Note): readonly Header[] {
  return headers.filter((line) => {
    if (!isNamed(line, 'Transfer-Encoding')) return true;
    note({ what: 'dropped', header: line[0], value: null, why: 'not-chunked' });
    return false;
  });
}

/**
 * One Content-Length with the length of the body, in the place of the one that was stored or of the transfer codings. A request
 * without a body and without a length gets none.
 */
function withLength(
  { headers, body }: Pick<OutgoingRequest, 'headers' | 'body'>,
  note: Note,
): Pick<Framed, 'headers' | 'framing'> {
  const value = `${body.length}`;
  const place = headers.findIndex((line) => isNamed(line, 'Transfer-Encoding'));
  const stored = withoutCodings(headers, note);
  const first = stored.findIndex((line) => isNamed(line, 'Content-Length'));
  if (first < 0) {
    if (body.length === 0) return { headers: stored, framing: 'none' };
    note({ what: 'added', header: 'Content-Length', value, why: 'body-length' });
    const at = place < 0 ? stored.length : place;
    return { headers: stored.toSpliced(at, 0, ['Content-Length', value]), framing: 'length' };
  }
  const lines = stored.flatMap((line, index): Header[] => {
    if (!isNamed(line, 'Content-Length')) return [line];
    if (index !== first) {
      note({ what: 'dropped', header: line[0], value: null, why: 'one-framing' });
      return [];
    }
    if (/^\d+$/.test(line[1]) && Number(line[1]) === body.length) return [line];
    note({ what: 'replaced', header: line[0], value, why: 'body-length' });
    return [[line[0], value]];
  });
  return { headers: lines, framing: 'length' };
}
