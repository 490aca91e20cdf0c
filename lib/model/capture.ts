/**
 * A capture: one request as it arrived.
 *
 * Representations used in this project, from the wire inward:
 * - **byte string**: a JavaScript string with one character (U+0000 to U+00FF) for each byte, the Infra Standard's
 *   "isomorphic decode". Header names, header values and the request-target are byte strings, so that bytes outside
 *   ASCII (obs-text, RFC 9110 §5.5) survive. Turning them into readable text is a view, never stored.
 * - **header list**: `[name, value][]` in the order sent, in the case sent, duplicates apart.
 * - **target**: the request-target as sent (RFC 9112 §3.2), never decoded, normalised or rebuilt.
 * - **path**: the target without the part that only says which bin was meant; derived, always starting with `/` or
 *   empty-safe (see `http/target.ts`).
 */

import type { Masked } from './redaction.ts';

/** One header field line: the name in the case sent, and the value, both byte strings. */
export type Header = readonly [name: string, value: string];

/** The door a capture came through. `fetch` captures lost header case, order and the raw target before we saw them. */
export type Via = 'wire' | 'fetch';

/** The far end of the connection, as the socket says. */
export type Peer = { readonly address: string; readonly port: number };

/** Who sent a request, concluded from what trusted proxies say (`TRUSTED_PROXIES`). The headers it is read from stay as sent. */
export type Client = {
  /** In one form (RFC 5952, mapped IPv4 as IPv4). */
  readonly address: string;
  /** Null when nobody says. */
  readonly port: number | null;
  /** The scheme and the Host the client used, where a trusted proxy says so; else null. */
  readonly scheme: 'http' | 'https' | null;
  readonly host: string | null;
  /** What named the client. */
  readonly by: 'socket' | 'forwarded' | 'x-forwarded-for';
  /** The addresses from the client to the peer, as far as they are believed. */
  readonly chain: readonly string[];
};

/** What TLS negotiated: `TLSv1.3`, `TLS_AES_256_GCM_SHA384`, and the ALPN protocol (RFC 7301), `h2` or `http/1.1`. */
export type TlsFacts = { readonly version: string; readonly cipher: string; readonly alpn: string | null };

/** Which service a request comes from, as far as it shows; see `providers/`. Ids and names are the provider's own. */
export type ProviderFacts = {
  /** Of `providers/index.ts`: `github`, `stripe` … */
  readonly id: string;
  /** What happened, in the provider's words: `push`, `invoice.paid`; null when the request does not say. */
  readonly event: string | null;
  /** What stays the same when the provider sends this delivery again; null when the request does not say. */
  readonly deliveryId: string | null;
};

/** What is known of a request apart from its body. */
export type RequestFacts = {
  readonly method: string;
  /** The request-target as sent. */
  readonly target: string;
  /** How many characters of `target` only say which bin was meant; 0 when the host name said it. */
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
  /** Why the parser refused the message; its raw bytes are then the body. Null for what is HTTP. */
  readonly malformed: string | null;
  readonly peer: Peer;
  /** Null when no trusted proxy says who is behind it: then the peer is the client. */
  readonly client: Client | null;
  readonly scheme: 'http' | 'https';
  /** How the connection was encrypted, when it was encrypted up to here. */
  readonly tls: TlsFacts | null;
  readonly via: Via;
};

/** What is known of a body apart from its bytes. Transfer coding is removed, content coding untouched. */
export type BodyFacts = {
  /** How many bytes are kept. */
  readonly bodyStored: number;
  /** How many body bytes the sender sent; more than `bodyStored` when `truncated`. */
  readonly bodySize: number;
  /** Lower-case hexadecimal SHA-256 of the bytes kept. */
  readonly sha256: string;
  readonly truncated: boolean;
  /** The sender left before the message was complete. */
  readonly aborted: boolean;
};

/** A body once it was read: few bytes are held, many were written to the store while they arrived. */
export type KeptBody = BodyFacts & {
  /** The bytes kept; empty when there is a `longBodyId`. */
  readonly body: Uint8Array;
  readonly longBodyId: number | null;
};

/** What a door hands to the straight line: everything known about a request once its body has been read. */
export type Received = RequestFacts & KeptBody;

/** How much of the body of a response is stored, bytes. */
export const storedOfResponse = 64 * 1024;

/** Ways in which a reply goes wrong on purpose: `Fault` in `reply/reply.ts` says what each does. */
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

/** What a reply was chosen by; `hand` is somebody who answered a held request. `name` is what people call a rule, or its filter. */
export type ChosenBy =
  | { readonly by: 'default' | 'preflight' | 'override' | 'malformed' | 'hand' }
  | { readonly by: 'rule'; readonly id: string; readonly name: string }
  | { readonly by: 'handshake'; readonly provider: string };
/** A request as it is stored: with what is known of the service that sent it. */
export type Recognised = Received & SenderFacts;

export type SenderFacts = {
  /** Null when no provider shows, and for captures that were stored before providers were known. */
  readonly provider: ProviderFacts | null;
};

/** How a capture was answered: recorded once the sender has the answer or has gone. */
export type Answered = {
  readonly status: number;
  /** Last request byte to last reply byte handed to the system, microseconds. */
  readonly micros: number;
  /**
   * False when the sender left before it had the whole reply, as far as that shows (see `wire/answer.ts`). Of a reply that went
   * wrong on purpose: before that was done.
   */
  readonly complete: boolean;
  /** How many bytes of the reply's body the system took for the sender. */
  readonly bodySent?: number;
  /** How the reply went wrong on purpose; null when it did not. The kinds are those of `reply/reply.ts`. */
  readonly fault?: FaultKind | null;
  /** The fault that was chosen, where it has no equivalent and `fault` was performed in its stead; else absent. */
  readonly faultChosen?: FaultKind;
  /**
   * How long the reply was kept back, milliseconds: less than it should when the sender left, the server stopped, or too many
   * others waited (`waitSkippedBy`).
   */
  readonly delayMs?: number;
  /** Whose limit of waiting requests was reached, so that the reply came without its delay, hold or slow fault. */
  readonly waitSkippedBy?: 'address' | 'bin';
  /** Nothing where it was not recorded: captures of earlier versions, and from elsewhere. */
  readonly chosenBy?: ChosenBy;
  /** Which step of a playbook it was, in words. */
  readonly step?: string;
  /** Why what was chosen could not be answered, and 500 was instead. */
  readonly error?: string;
  readonly sent?: SentReply;
};

/** The reply as it was sent. Headers are without those that the server adds as it writes: `Content-Length`, `Date` and such. */
export type SentReply = {
  readonly headers: readonly Header[];
  /** The first 64 KiB at most. */
  readonly body: Uint8Array;
  /** How many bytes the whole body has. */
  readonly bodySize: number;
};

/** What a capture becomes part of, and what people add to it. */
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
  CaptureMarks & {
    /** What was kept back of it, where it was read through a redacted link. */
    readonly masked?: Masked;
    /** The same in sentences, for copies. */
    readonly remarks?: readonly string[];
  };

/** A stored capture with all bytes kept of its body. */
export type Capture = CaptureFacts & { readonly body: Uint8Array };
