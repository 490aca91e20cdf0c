import { isSendable } from '#lib/copy-as/request/client-headers.ts';
import { hopByHopFields, namedByConnection } from '#lib/http/hop-by-hop.ts';
import { messageHead } from '#lib/http/message.ts';
import type { Header } from '#lib/model/capture.ts';
import { fail } from '#lib/model/errors.ts';
import type { Change } from './change.ts';
import { frame } from './frame.ts';
import { fromHttp2 } from './from-http2.ts';
import { chooseHost, type HostChoice } from './host.ts';
import type { OutgoingRequest, PreparedRequest } from './outgoing-request.ts';

/**
 * Prepares a request for a connection of its own. Method, target, headers and trailers are sent as stored: names in their
 * case, duplicates, order. Only fields that concern a connection, its host or the length of the body are made anew, and every
 * such change is listed.
 * - HTTP/2 pseudo-header fields become a request line and Host (RFC 9113 §8.3.1).
 * - Hop-by-hop fields are dropped (RFC 9110 §7.6.1).
 * - The body is framed as received where that is allowed, else with Content-Length, never with both (RFC 9112 §6.2).
 * - Host is that of the destination, or stays as stored.
 * `host` is the value of the Host field for the destination. Fails with `request-unsendable` if the request would not be one
 * HTTP/1.1 message.
 */
export function prepareOutgoing(
  request: OutgoingRequest,
  { host, choice }: { host: string; choice: HostChoice },
): PreparedRequest {
  const changes: Change[] = [];
  const note = (change: Change) => void changes.push(change);
  const httpVersion = request.httpVersion === '1.0' ? '1.0' : '1.1';
  const fields = fromHttp2(request, note);
  const endToEnd = withoutHopByHop(fields, note);
  const framed = frame({ ...request, headers: endToEnd, httpVersion }, note);
  const headers = chooseHost(framed.headers, { host, choice }, note);
  const { method, target, body } = request;
  const { framing, trailers } = framed;
  refuseUnsendable({ method, target, headers, trailers });
  const head = messageHead({ method, target, httpVersion, headers });
  return { method, target, httpVersion, headers, head, framing, trailers, body, changes };
}

function withoutHopByHop(headers: readonly Header[], note: (change: Change) => void): Header[] {
  const named = namedByConnection(headers);
  return headers.filter(([header]) => {
    const name = header.toLowerCase();
    const isHopByHop = hopByHopFields.has(name);
    if (!isHopByHop && !named.has(name)) return true;
    note({ what: 'dropped', header, value: null, why: isHopByHop ? 'hop-by-hop' : 'named-by-connection' });
    return false;
  });
}

/** Whatever would end a line early, and so put text of one part into another, cannot be sent. */
function refuseUnsendable(
  request: Pick<PreparedRequest, 'method' | 'target' | 'headers' | 'trailers'>,
): void {
  if (!isSendable([request.method, ''])) fail('request-unsendable', 'The method is not a token.');
  if (!/^[\x21-\x7e\x80-\xff]+$/.test(request.target))
    fail(
      'request-unsendable',
      'The target is empty, or contains spaces, control characters or characters that are not bytes.',
    );
  for (const line of [...request.headers, ...request.trailers]) {
    if (!isSendable(line) || /[^\0-\xff]/.test(line[1]))
      fail(
        'request-unsendable',
        `The header ${JSON.stringify(line[0].slice(0, 80))} has a name that is not a token, or a value with line breaks, NUL or characters that are not bytes.`,
      );
  }
}
