import type { Header, TlsFacts } from '#lib/model/capture.ts';
import type { FailureCode } from '#lib/model/errors.ts';
import type { Change } from '#lib/outgoing/change.ts';
import type { AddressKind } from './address-kind.ts';
import type { Phase } from './deadline.ts';
import type { EgressReason } from './egress-policy.ts';

/** When each phase ended, milliseconds since the exchange began; null for phases that were not reached or not needed. */
export type Timings = {
  lookedUp: number | null;
  connected: number | null;
  secured: number | null;
  sent: number | null;
  /** The first byte of the final response. */
  firstByte: number | null;
  done: number | null;
};

/** A certificate that a destination presented. Names are in the form `CN=…, O=…`. */
export type PresentedCertificate = {
  readonly subject: string;
  readonly issuer: string;
  /** Milliseconds since the epoch; null if the certificate has no readable date. */
  readonly validTo: number | null;
};

export type SentTlsFacts = TlsFacts & {
  readonly certificate: PresentedCertificate | null;
  /** `skipped`: the caller switched verification off. */
  readonly verification: 'passed' | 'failed' | 'skipped';
  /** Why the certificate is not trusted, as a code of Node or OpenSSL, such as `CERT_HAS_EXPIRED`; null if it is. */
  readonly problem: string | null;
};

/** A 1xx response (RFC 9110 §15.2). */
export type InformationalResponse = {
  readonly status: number;
  readonly reason: string;
  readonly headers: readonly Header[];
};

/** A response as received. Strings are byte strings. */
export type ReceivedResponse = {
  readonly httpVersion: string;
  readonly status: number;
  readonly reason: string;
  readonly headers: readonly Header[];
  readonly trailers: readonly Header[];
  /** The first bytes of the body, without transfer coding. */
  readonly body: Uint8Array;
  /** How many bytes of the body were received; more than `body` has when it is long. */
  readonly bodySize: number;
  /** Whether the whole body was received. */
  readonly isComplete: boolean;
};

/** Why an exchange ended without a complete response. Title and hint of the code are in `model/errors.ts`. */
export type SendFailure = {
  readonly code: FailureCode;
  /** A sentence with the specifics. */
  readonly detail: string | null;
  readonly phase: Phase;
  /** With `egress-refused`. */
  readonly reason: EgressReason | null;
  /** With `send-rate-limited` and `send-busy`: seconds to wait. */
  readonly retryAfter: number | null;
};

/** One request that was sent, or refused, and its response. */
export type Exchange = {
  /** The origin it was sent to; the host of a bin of this server if it was delivered in-process. */
  readonly origin: string;
  readonly method: string;
  readonly target: string;
  /** The version that was sent. */
  readonly httpVersion: '1.0' | '1.1';
  /** The headers that were sent. */
  readonly headers: readonly Header[];
  readonly trailers: readonly Header[];
  readonly changes: readonly Change[];
  /**
   * The address that was connected to; null before a connection, for the proxy's connection included. When its kind is not
   * `public`, the response is for owners of the bin only.
   */
  readonly address: { readonly text: string; readonly kind: AddressKind } | null;
  readonly viaProxy: boolean;
  readonly tls: SentTlsFacts | null;
  readonly timings: Readonly<Timings>;
  /** How many bytes the system accepted: head, and body with its chunk sizes and trailers. */
  readonly bytesSent: number;
  readonly informational: readonly InformationalResponse[];
  /** As far as it was received; null when there is no complete head. */
  readonly response: ReceivedResponse | null;
  readonly failure: SendFailure | null;
};
