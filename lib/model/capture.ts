/**
 * A capture: one request as received.
 *
 * Representations used in this project, from the wire inward:
 * - **byte string**: a JavaScript string with one character (U+0000 to U+00FF) for each byte, the Infra Standard's
 *   "isomorphic decode". Header names, header values and the request-target are byte strings, so that bytes outside ASCII
 *   (obs-text, RFC 9110 §5.5) are preserved. They are decoded for display only, never before they are stored.
 * - **header list**: `[name, value][]` in the order sent, in the case sent, duplicates kept.
 * - **target**: the request-target as sent (RFC 9112 §3.2), never decoded, normalized or rebuilt.
 * - **path**: the target without the part that only names the bin; derived, and always starts with `/` or is empty-safe
 *   (see `http/target.ts`).
 */

import type { Masked } from './masking.ts';

/** One header field line: the name in the case sent, and the value, both byte strings. */
export type Header = readonly [name: string, value: string];

/** The entry point of a request. With `fetch`, header case, order and the raw target were lost before the request reached us. */
export type Via = 'wire' | 'fetch';

/** The peer of a connection, read from the socket. */
export type Peer = { readonly address: string; readonly port: number };

/** The client of a request, read from headers of trusted proxies (`TRUSTED_PROXIES`). These headers are stored unchanged. */
export type Client = {
  /** In canonical form (RFC 5952, mapped IPv4 as IPv4). */
  readonly address: string;
  /** Null when it is not known. */
  readonly port: number | null;
  /** The scheme and the Host that the client used, when a trusted proxy sends them; else null. */
  readonly scheme: 'http' | 'https' | null;
  readonly host: string | null;
  /** The source of the address. */
  readonly by: 'socket' | 'forwarded' | 'x-forwarded-for';
  /** The addresses from the client to the peer, as far as they are trusted. */
  readonly chain: readonly string[];
};

/** The negotiated TLS parameters: `TLSv1.3`, `TLS_AES_256_GCM_SHA384`, and the ALPN protocol (RFC 7301), `h2` or `http/1.1`. */
export type TlsFacts = { readonly version: string; readonly cipher: string; readonly alpn: string | null };

/** The service that a request comes from, when it was recognized; see `providers/`. Ids and names are the provider's own. */
export type ProviderFacts = {
  /** Of `providers/index.ts`: `github`, `stripe` … */
  readonly id: string;
  /** The event in the provider's words: `push`, `invoice.paid`; null when the request does not say. */
  readonly event: string | null;
  /** The id that stays the same when the provider retries this delivery; null when the request does not say. */
  readonly deliveryId: string | null;
};

/** A request without its body. */
export type RequestFacts = {
  readonly method: string;
  /** The request-target as sent. */
  readonly target: string;
  /** How many characters of `target` only name the bin; 0 when the host name does. */
  readonly prefixLength: number;
  /** `1.0`, `1.1` or `2.0`. */
  readonly httpVersion: string;
  readonly headers: readonly Header[];
  readonly trailers: readonly Header[];
  /** Wall-clock time of the first byte, microseconds since the epoch. */
  readonly receivedAt: number;
  /** First byte to the end of the header section, microseconds. */
  readonly headersMicros: number;
  /** First byte to last byte, microseconds. */
  readonly uploadMicros: number;
  /** Why the parser refused the message; its raw bytes are then the body. Null for valid HTTP. */
  readonly malformed: string | null;
  readonly peer: Peer;
  /** Null when no trusted proxy names the client: then the peer is the client. */
  readonly client: Client | null;
  readonly scheme: 'http' | 'https';
  /** Null when the connection was not encrypted up to this server. */
  readonly tls: TlsFacts | null;
  readonly via: Via;
};

/** A body without its bytes. Transfer coding is removed, content encoding is unchanged. */
export type BodyFacts = {
  /** How many bytes are stored. */
  readonly bodyStored: number;
  /** How many body bytes the sender sent; more than `bodyStored` when `truncated`. */
  readonly bodySize: number;
  /** Lower-case hexadecimal SHA-256 of the stored bytes. */
  readonly sha256: string;
  readonly truncated: boolean;
  /** The sender left before the message was complete. */
  readonly aborted: boolean;
};

/** A body that was read. A short one is in memory, a long one was written to the store while it arrived. */
export type KeptBody = BodyFacts & {
  /** The stored bytes; empty when there is a `longBodyId`. */
  readonly body: Uint8Array;
  readonly longBodyId: number | null;
};

/** A request whose body has been read, before it is stored. */
export type Received = RequestFacts & KeptBody;

/** How much of the body of a response is stored, bytes. */
export const storedOfResponse = 64 * 1024;

/** Kinds of deliberately broken responses: `Fault` in `reply/response.ts` says what each does. */
export const faultKinds = [
  'reset',
  'close',
  'hang',
  'cut-body',
  'drip',
  'slow-headers',
  'wrong-length',
  'malformed-chunk',
  'garbage',
] as const;
export type FaultKind = (typeof faultKinds)[number];

/**
 * The source of a response; `hand` is a manual response to a held request. `name` is the name of a rule, or its filter; that of a forward rule, or its
 * destination.
 */
export type ChosenBy =
  | { readonly by: 'default' | 'preflight' | 'override' | 'malformed' | 'hand' }
  | { readonly by: 'rule'; readonly id: string; readonly name: string }
  | { readonly by: 'forward'; readonly id: string; readonly name: string }
  | { readonly by: 'handshake'; readonly provider: string };
/** A request with what was found out about it when it arrived, as it is stored. */
export type Recognised = Received & SenderFacts & SchemaFacts;

export type SenderFacts = {
  /** Null when no provider was recognized, and for captures stored before providers were recognized. */
  readonly provider: ProviderFacts | null;
  /** Null when it was not checked: the bin keeps no signing secret, the stored body is incomplete or too long, or nobody signs such requests. */
  readonly signature: SignatureResult | null;
};

/**
 * Whether the signature of a request was valid when it arrived, with the signing secrets of its bin:
 * - `valid`: with one of the secrets
 * - `invalid`: with none of them, or it cannot be parsed
 * - `expired`: valid, but the signed timestamp is outside the provider's tolerance
 * - `missing`: the request has no signature of a provider that the bin keeps a secret of, and is no URL verification, which most
 *   providers never sign
 */
export const signatureResults = ['valid', 'invalid', 'expired', 'missing'] as const;
export type SignatureResult = (typeof signatureResults)[number];

export type SchemaFacts = {
  /** Null when no schema of the bin applied to it, and for captures stored before schemas were checked. */
  readonly schema: SchemaResult | null;
  /** The first violations, at most `mostViolations`; none when it is valid. */
  readonly schemaViolations: readonly SchemaViolation[];
};

/**
 * Whether the body of a request was valid when it arrived, by the schemas of its bin that applied to it:
 * - `valid`: by all of them
 * - `invalid`: it violates one of them, or is not JSON
 * - `unchecked`: it violates none, but was not checked against all of them: it is incomplete or too long, or the check took too long
 */
export const schemaResults = ['valid', 'invalid', 'unchecked'] as const;
export type SchemaResult = (typeof schemaResults)[number];

/** How a body violates a schema, or why it was not checked. It has no values of the body, but names of its properties. */
export type SchemaViolation = {
  /** The schema as it was called then. It may have been changed or removed since. */
  readonly schema: { readonly id: string; readonly name: string };
  /** The value: a JSON Pointer (RFC 6901), empty for the whole body. Null where it is no violation, but says why something was not checked. */
  readonly pointer: string | null;
  /** The keyword of the schema; null where the body is not JSON, or was not checked. */
  readonly keyword: string | null;
  /** With a pointer the end of a sentence about the value, `must be a string`; else a sentence. Names are between backticks. */
  readonly message: string;
};

/** How many violations are stored of a capture, and the longest pointers and messages, characters. */
export const mostViolations = 20;
export const longestPointer = 300;
export const longestMessage = 200;

export const noSchemaFacts: SchemaFacts = { schema: null, schemaViolations: [] };

/** The response to a capture, recorded once the sender has it or has left. */
export type Answered = {
  readonly status: number;
  /** Last request byte to last response byte handed to the operating system, microseconds. */
  readonly micros: number;
  /**
   * False when the sender left before it had the whole response, as far as that can be observed. For a fault: before the fault
   * was performed.
   */
  readonly complete: boolean;
  /** How many bytes of the response body the operating system accepted. */
  readonly bodySent?: number;
  /** The fault that was performed; null for none. */
  readonly fault?: FaultKind | null;
  /** The fault that was chosen, when the protocol has no equivalent and `fault` was performed instead; else absent. */
  readonly faultChosen?: FaultKind;
  /**
   * How long the response was delayed, milliseconds: less than chosen when the sender left, the server stopped, or too many
   * requests were waiting (`waitSkippedBy`).
   */
  readonly delayMs?: number;
  /** Whose limit of waiting requests was reached, so that delay, hold or slow fault was skipped. */
  readonly waitSkippedBy?: 'address' | 'bin';
  /** Absent where it was not recorded: in captures of earlier versions and in imported ones. */
  readonly chosenBy?: ChosenBy;
  /** The step of a playbook, in words. */
  readonly step?: string;
  /** Why the chosen response could not be made, so that 500 was sent instead. */
  readonly error?: string;
  readonly sent?: SentReply;
};

/** Headers and body of a response as sent, without headers that the server adds while writing, as `Content-Length` and `Date`. */
export type SentReply = {
  readonly headers: readonly Header[];
  /** The first 64 KiB at most. */
  readonly body: Uint8Array;
  /** How many bytes the whole body has. */
  readonly bodySize: number;
};

/** The number of a capture, its response, and what people add to it. */
export type CaptureMarks = {
  /** The capture's number inside its bin and, with the bin, its address. */
  readonly seq: number;
  readonly note: string | null;
  readonly pinned: boolean;
  readonly answered: Answered | null;
};

/** A stored capture without its bytes. */
export type CaptureFacts = RequestFacts &
  BodyFacts &
  SenderFacts &
  SchemaFacts &
  CaptureMarks & {
    /** The masked parts, when it was read through a masked link. */
    readonly masked?: Masked;
    /** The same in sentences, for copies. */
    readonly remarks?: readonly string[];
  };

/** What lists and searches read of a capture. */
export type ListedFacts = Omit<CaptureFacts, 'trailers' | 'schemaViolations'>;

/** A stored capture with all stored bytes of its body. */
export type Capture = CaptureFacts & { readonly body: Uint8Array };
