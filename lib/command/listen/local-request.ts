import { forwardedTarget } from '#lib/forward-rules/forwarded-target.ts';
import { first } from '#lib/http/header-lookup.ts';
import { prefixLengthOf } from '#lib/http/target.ts';
import type { Header } from '#lib/model/capture.ts';
import type { Change } from '#lib/outgoing/change.ts';
import { type Destination, parseDestination } from '#lib/outgoing/destination.ts';
import type { HostChoice } from '#lib/outgoing/host.ts';
import type { OutgoingRequest } from '#lib/outgoing/outgoing-request.ts';
import type { ReadCapture } from '../read-capture.ts';

/** Where requests are sent: `path` of the request follows that of the URL, or the URL is used as it is. */
export type LocalTarget = {
  readonly to: string;
  readonly path: 'append' | 'fixed';
  readonly host: HostChoice;
};

/** A request as it is sent to a local server, and the changes that were made to it here. */
export type LocalRequest = {
  readonly destination: Destination;
  readonly request:
    | OutgoingRequest
    | { readonly method: string; readonly target: string; readonly message: Uint8Array };
  readonly changes: readonly Change[];
};

const forwardedHost = 'X-Forwarded-Host';

/**
 * A stored request for a local server: its bytes, with the Host header of that server, and `X-Forwarded-Host` beside it with the host that it
 * was received for. A malformed message is sent as it was received.
 */
export function requestOf({ capture, body }: ReadCapture, { to, path, host }: LocalTarget): LocalRequest {
  const destination = parseDestination(to);
  const { method, headers, trailers, httpVersion } = capture;
  const prefixLength = prefixLengthOf(capture.target, capture.path);
  if (capture.malformed)
    return { destination, request: { method, target: capture.target, message: body }, changes: [] };
  const target = forwardedTarget(
    { to: { url: to }, path },
    { target: capture.target, prefixLength },
    undefined,
  );
  const original = first(headers, 'Host') ?? first(headers, ':authority');
  const isAdded = host === 'destination' && original !== null && first(headers, forwardedHost) === null;
  if (!isAdded)
    return { destination, request: { method, target, httpVersion, headers, trailers, body }, changes: [] };
  const line: Header = [forwardedHost, original];
  const after = headers.findIndex(([name]) => name.toLowerCase() === 'host');
  return {
    destination,
    request: {
      method,
      target,
      httpVersion,
      headers: headers.toSpliced(after + 1, 0, line),
      trailers,
      body,
    },
    changes: [{ what: 'added', header: forwardedHost, value: original, why: 'forwarded-host' }],
  };
}
