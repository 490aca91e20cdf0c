import { all } from '#lib/http/header-lookup.ts';
import type { Header } from '#lib/model/capture.ts';
import type { RequestSource } from '../target.ts';
import { isNamed } from './client-headers.ts';

/**
 * Converts a request received over HTTP/2 to the header lines it would have had in HTTP/1.1, which every client expects:
 * - Pseudo-header fields (`:method`, `:path` …) are omitted (RFC 9113 §8.3); a client derives its own from the URL. If no
 *   Host was sent, `:authority` becomes the Host line (§8.3.1).
 * - Cookie lines that HTTP/2 may split are joined again, as HTTP/1.1 requires (§8.2.3).
 */
export function withoutHttp2Fields<Source extends Pick<RequestSource, 'httpVersion' | 'headers'>>(
  source: Source,
): Source {
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
