import { isNamed } from '#lib/copy-as/request/client-headers.ts';
import { withoutHttp2Fields } from '#lib/copy-as/request/http2-fields.ts';
import { all } from '#lib/http/header-lookup.ts';
import type { Header } from '#lib/model/capture.ts';
import type { Change } from './change.ts';

/** The headers of a request as HTTP/1.1 has them; those of a request that was not received over HTTP/2 are unchanged. */
export function fromHttp2(
  { httpVersion, headers }: { httpVersion: string; headers: readonly Header[] },
  note: (change: Change) => void,
): readonly Header[] {
  const converted = withoutHttp2Fields({ httpVersion, headers }).headers;
  if (converted === headers) return headers;
  for (const [header] of headers)
    if (header.startsWith(':')) note({ what: 'dropped', header, value: null, why: 'http2-field' });
  const host = converted.find((line) => isNamed(line, 'Host'));
  if (host && all(headers, 'Host').length === 0)
    note({ what: 'added', header: host[0], value: host[1], why: 'http2-field' });
  const cookie = converted.find((line) => isNamed(line, 'Cookie'));
  if (cookie && all(headers, 'Cookie').length > 1)
    note({ what: 'replaced', header: cookie[0], value: cookie[1], why: 'http2-field' });
  return converted;
}
