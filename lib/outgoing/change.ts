/** A difference between a stored request and the request that is sent. */
export type Change = {
  readonly what: 'added' | 'dropped' | 'replaced';
  /** The name of the header as stored, or as sent if it was added. */
  readonly header: string;
  /** The value that is sent; null if the header is dropped. */
  readonly value: string | null;
  readonly why: ChangeReason;
};

/** Why a header was changed, as sentences. */
export const changeReasons = {
  'http2-field': 'HTTP/1.1 has no pseudo-header fields and one Cookie line (RFC 9113 §8.2.3, §8.3).',
  'hop-by-hop': 'The header concerns the connection on which the request was received (RFC 9110 §7.6.1).',
  'named-by-connection':
    'The Connection header lists this header, so it concerned that connection only (RFC 9110 §7.6.1).',
  host: 'The Host header names the destination.',
  'forwarded-host': 'The X-Forwarded-Host header has the host that the request was received for.',
  'one-host': 'A request to another host has one Host header.',
  'body-length': 'The length is that of the body that is sent.',
  'one-framing': 'The length of a body is given once (RFC 9112 §6.2).',
  'not-chunked':
    'Only chunked may end the transfer codings of a request, and HTTP/1.0 has none (RFC 9112 §6.1).',
  trailers: 'Trailers can be sent only after a chunked body (RFC 9112 §7.1.2).',
  'other-origin':
    'After a redirect to another origin, only Accept…, Content-… and User-Agent headers are sent.',
  'redirect-without-body': 'After this redirect, the request has no body (RFC 9110 §15.4).',
} as const;

export type ChangeReason = keyof typeof changeReasons;
