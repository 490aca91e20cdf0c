import type { CopySource } from '#lib/copy-as/target.ts';
import type { Header } from '#lib/model/capture.ts';
import type { Recorded } from '../support/recorder.ts';

/**
 * How a request that arrived differs from the one that was captured; empty when it does not.
 *
 * A client may choose place and case of the lines it writes by itself, so these are compared by value and the others
 * by order and case: Content-Length; Host when it is the only one and says the server's own authority; and, for a
 * client that places it, Connection.
 */
export function differences(
  sent: Pick<CopySource, 'method' | 'target' | 'httpVersion' | 'headers' | 'body'> &
    Partial<Pick<CopySource, 'trailers'>>,
  arrived: Recorded,
  { authority, placesConnection }: { authority: string; placesConnection: boolean },
): string[] {
  const found: string[] = [];
  const compare = (what: string, wanted: unknown, got: unknown) => {
    if (JSON.stringify(wanted) !== JSON.stringify(got)) {
      found.push(`${what}: ${JSON.stringify(wanted)} became ${JSON.stringify(got)}`);
    }
  };
  const named = (name: string) => (header: Header) => header[0].toLowerCase() === name;
  const ownHost = sent.headers.filter(named('host'));
  const hostIsOwn = ownHost.length === 1 && ownHost[0]?.[1] === authority;
  const placed = (header: Header) =>
    named('content-length')(header) ||
    (hostIsOwn && named('host')(header)) ||
    (placesConnection && named('connection')(header));
  const values = (headers: readonly Header[], name: string) =>
    headers.filter(named(name)).map(([, value]) => value);

  compare('request line', `${sent.method} ${sent.target} HTTP/${sent.httpVersion}`, arrived.requestLine);
  compare(
    'headers',
    sent.headers.filter((header) => !placed(header)),
    arrived.headers.filter((header) => !placed(header)),
  );
  for (const name of ['host', 'connection'])
    compare(name, values(sent.headers, name), values(arrived.headers, name));
  compare(
    'length',
    values(sent.headers, 'content-length').map(Number),
    values(arrived.headers, 'content-length').map(Number),
  );
  compare('trailers', sent.trailers ?? [], arrived.trailers ?? []);
  if (!arrived.body.equals(sent.body)) {
    found.push(`body: ${sent.body.length} bytes became ${arrived.body.length}, or other ones`);
  }
  return found;
}
