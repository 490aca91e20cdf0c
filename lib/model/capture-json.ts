import type {
  ChosenBy,
  Client,
  FaultKind,
  Header,
  SchemaResult,
  SchemaViolation,
  SignatureResult,
  Via,
} from './capture.ts';
import type { Masked } from './masking.ts';

/**
 * Captures in JSON: the API, the live events and the browser's state use the same two shapes. Times are ISO 8601 in UTC
 * with milliseconds; durations are milliseconds; header strings are byte strings.
 */

/** The fields of a list row and a live event: everything except headers and body. */
export type CaptureSummary = {
  seq: number;
  method: string;
  target: string;
  path: string;
  httpVersion: string;
  receivedAt: string;
  /** The same in microseconds since the epoch. */
  receivedAtMicros: number;
  /** First byte to the end of the header section. */
  headersMs: number;
  /** First byte to last byte. */
  uploadMs: number;
  peer: { address: string; port: number };
  /** The client named by trusted proxies; null when the peer is the client. */
  client: Client | null;
  scheme: 'http' | 'https';
  /** The negotiated TLS parameters; null when the connection to this server was not encrypted. */
  tls: { version: string; cipher: string; alpn: string | null } | null;
  via: Via;
  aborted: boolean;
  malformed: boolean;
  /** Why the parser refused the message, whose raw bytes are then the body. */
  malformedReason: string | null;
  /** The value of `Content-Type`, null when none was sent. */
  contentType: string | null;
  /** The value of `User-Agent`, null when none was sent. */
  userAgent: string | null;
  body: { size: number; sha256: string; stored: number; truncated: boolean };
  note: string | null;
  pinned: boolean;
  /** The service that sent it, when it was recognized; ids and words as in `lib/providers`. */
  provider: { id: string; event: string | null; deliveryId: string | null } | null;
  /** Whether its signature was valid when it arrived. Absent when it was not checked. */
  signature?: SignatureResult;
  /** Whether its body was valid when it arrived. Absent when no schema of the bin applied to it. */
  schema?: SchemaResult;
  /** Null or absent when it is not held for a manual response. */
  held?: HeldSummary | null;
  /** Null while the sender still waits for the response. */
  reply: ReplySummary | null;
  /** Through a masked link: what was masked. With `bodyChanged`, sizes and digest are those of the body as shown. */
  masked?: Masked;
};

/** Since when a request is held for a manual response, and until when; then it gets the response that was chosen. */
export type HeldSummary = { since: string; deadline: string };

/** The response to a capture. `Answered` says what each field means. Fields without a value are left out. */
export type ReplySummary = {
  status: number;
  ms: number;
  complete: boolean;
  /** Bytes of the body that the operating system accepted. */
  bodySent?: number;
  fault?: FaultKind;
  faultChosen?: FaultKind;
  delayMs?: number;
  /** Its delay, hold or slow fault was skipped: too many requests of this address, or bin, were waiting. */
  waitSkippedBy?: 'address' | 'bin';
  /** The source of the response; omitted for the default response. */
  by?: Exclude<ChosenBy['by'], 'default'>;
  rule?: { id: string; name: string };
  /** The forward rule whose destination responded. */
  forward?: { id: string; name: string };
  /** The provider whose URL verification it was. */
  provider?: string;
  /** Of a playbook: `step 2 of 3`. */
  step?: string;
  error?: string;
};

/** The same with headers and body, where these were recorded. */
export type ReplyJson = ReplySummary & Partial<ReplyContent>;

/** Headers and body of a response. The body is `text` when it is UTF-8, else `base64`; of a long body only the beginning. */
export type ReplyContent = {
  headers: Header[];
  body: {
    size: number;
    /** Whether the body is longer than what is included. */
    truncated: boolean;
    text: string | null;
    base64: string | null;
  };
};

/** A complete capture. Bodies up to 64 KiB are included: `text` when they are UTF-8, else `base64`; longer ones have neither. */
export type CaptureJson = CaptureSummary & {
  headers: Header[];
  trailers: Header[];
  body: CaptureSummary['body'] & { text: string | null; base64: string | null };
  /** How the body violated schemas of the bin, or why it was not checked. Absent when there is nothing to say. */
  schemaViolations?: readonly SchemaViolation[];
  reply: ReplyJson | null;
};

/** A page of a bin's captures. Newest first, or oldest first when only `after` is given. */
export type CapturePage = {
  captures: CaptureSummary[];
  /** The highest seq the bin has given; 0 when it has none. */
  head: number;
  /** How many captures the bin stores. */
  total: number;
  /** The seq to pass as `before` (or `after`) for the next page; null at the end. */
  next: number | null;
};

/** What `GET …/wait` responds with once enough captures were received. */
export type WaitResult = {
  /** The captures that matched, oldest first. */
  captures: CaptureSummary[];
  /** The seq to pass as `after` to wait for what follows them. */
  next: number;
};

/** A capture that almost matched a filter, and the terms that it did not match. */
export type NearMiss = Pick<CaptureSummary, 'seq' | 'method' | 'path' | 'receivedAt'> & { failed: string[] };
