import { all } from '#lib/http/headers.ts';
import type { Header } from '#lib/model/capture.ts';
import { isNamed } from './client-headers.ts';
import type { RequestSource } from './target.ts';

/**
 * A request that came as HTTP/2 with the header lines it would have had in HTTP/1.1, which is what every client is told:
 * - pseudo-header fields (`:method`, `:path` …) are no header lines (RFC 9113 §8.3); a client makes its own out of the
 *   address. Where no Host was sent, `:authority` takes its place and says what Host would have said (§8.3.1).
 * - the pieces into which HTTP/2 may cut a Cookie line are one line again, as has to be before HTTP/1.1 (§8.2.3).
 */
export function withoutHttp2Fields<Source extends RequestSource>(source: Source): Source {
  if (source.httpVersion !== '2.0') return source;
  const hasHost = all(source.headers, 'Host').length > 0;
  const headers = source.headers.flatMap((line): Header[] => {
    const [name, value] = line;
    if (!name.startsWith(':')) return [line];
    return name === ':authority' && !hasHost ? [['Host', value]] : [];
  });
  return { ...source, headers: withWholeCookie(headers) };
}

function withWholeCookie(headers: readonly Header[]): Header[] {
  const pieces = all(headers, 'Cookie');
  const first = headers.findIndex((line) => isNamed(line, 'Cookie'));
  return headers.flatMap((line, index): Header[] => {
    if (!isNamed(line, 'Cookie')) return [line];
    return index === first ? [[line[0], pieces.join('; ')]] : [];
  });
}
