import { bashWord } from '../literals/bash-word.ts';
import { type Caveat, commentLines, http2WithoutTls, trailersNeedChunks } from '../request/client-caveats.ts';
import { curlAddress } from '../request/curl-address.ts';
import { type CurlBody, curlBody } from '../request/curl-body.ts';
import { curlHeaders } from '../request/curl-headers.ts';
import { withoutHttp2Fields } from '../request/http2-fields.ts';
import type { CopyOptions, CopyTarget, RequestSource } from '../target.ts';

/**
 * The request as a curl command for bash (curl 7.69 and newer, bash 3.2 and newer).
 *
 * It sends the request that was captured: method, target, version, header lines in their order and case, body. Three
 * lines curl writes by itself, with the same value, but in the place and case that curl chooses:
 * - `Host`, when it is the one that follows from the origin,
 * - `Content-Length`, where leading zeros go too,
 * - `Connection`, from curl 8.17 on, where the first one comes last.
 *
 * Chunk boundaries are not kept. The person's own ~/.curlrc applies, as to whatever they type:
 * it is where the proxy and the certificates are said without which many could not send anything.
 */
export const curl = {
  id: 'curl',
  title: 'curl (bash)',
  group: 'Shell',
  mediaType: 'text/plain; charset=utf-8',
  exact:
    'Method, target, version, headers in their order and case, body and trailers are exact. curl places Host, Content-Length and Connection itself, and chunk boundaries are lost.',
  copy(captured: RequestSource, { origin }: Pick<CopyOptions, 'origin'>): string {
    const source = withoutHttp2Fields(captured);
    const server = new URL(origin);
    const address = curlAddress(source, server);
    const body = curlBody(source);
    const command = [
      `curl ${address.url}`,
      ...address.options,
      ...versionOption(source, server),
      ...methodOption(source, body),
      ...curlHeaders(source, server, body).map((argument) => `-H ${bashWord(argument)}`),
      ...(body ? [body.option] : []),
    ].join(' \\\n  ');
    const comment = commentLines('#', source, curlCaveats(source, server, body));
    return `${comment}${body?.pipe ?? ''}${command}`;
  },
} satisfies CopyTarget;

/** Without one, curl speaks 1.1 to `http:`, and what the server likes best, mostly HTTP/2, to `https:`. */
function versionOption({ httpVersion }: RequestSource, server: URL): string[] {
  if (httpVersion === '1.0') return ['--http1.0'];
  if (httpVersion === '2.0') return [server.protocol === 'https:' ? '--http2' : '--http2-prior-knowledge'];
  return server.protocol === 'https:' ? ['--http1.1'] : [];
}

function methodOption({ method }: RequestSource, body: CurlBody | null): string[] {
  if (method === (body ? 'POST' : 'GET')) return [];
  if (method === 'HEAD') return body ? ['-X HEAD', '--max-time 10'] : ['--head'];
  return [`-X ${/^[A-Z]+$/.test(method) ? method : bashWord(method)}`];
}

/** The sentences that curl deserves, whatever the shell it is written for. */
export function curlCaveats(source: RequestSource, server: URL, body: CurlBody | null): Caveat[] {
  return [
    body !== null &&
      source.method === 'HEAD' &&
      'curl waits for a body here, which a reply to HEAD has not: it gives up after 10 seconds.',
    http2WithoutTls(source, server),
    trailersNeedChunks(source),
  ];
}
