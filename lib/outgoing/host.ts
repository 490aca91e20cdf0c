import { isNamed } from '#lib/copy-as/request/client-headers.ts';
import { all } from '#lib/http/header-lookup.ts';
import type { Header } from '#lib/model/capture.ts';
import type { Change } from './change.ts';

/** Whether a request names its destination in Host, as clients do, or the host that it was received for. */
export type HostChoice = 'destination' | 'original';

/**
 * The headers with the chosen Host. The value for the destination takes the place of the first Host line and keeps its case;
 * further ones are dropped, since recipients reject them (RFC 9112 §3.2). If there is none, it comes first.
 */
export function chooseHost(
  headers: readonly Header[],
  { host, choice }: { host: string; choice: HostChoice },
  note: (change: Change) => void,
): readonly Header[] {
  const hosts = all(headers, 'Host');
  if (choice === 'original' || (hosts.length === 1 && hosts[0] === host)) return headers;
  if (hosts.length === 0) {
    note({ what: 'added', header: 'Host', value: host, why: 'host' });
    return [['Host', host], ...headers];
  }
  const first = headers.findIndex((line) => isNamed(line, 'Host'));
  return headers.flatMap((line, index): Header[] => {
    if (!isNamed(line, 'Host')) return [line];
    if (index !== first) {
      note({ what: 'dropped', header: line[0], value: null, why: 'one-host' });
      return [];
    }
    if (line[1] !== host) note({ what: 'replaced', header: line[0], value: host, why: 'host' });
    return [[line[0], host]];
  });
}
