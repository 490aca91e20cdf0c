import type { ChosenBy, Client, FaultKind, Header, Via } from './capture.ts';
import type { Masked } from './redaction.ts';

/**
 * How captures look in JSON: the API's contract, the live events and the browser's state use the same two shapes.
 * Times are ISO 8601 in UTC with milliseconds; durations are milliseconds; header strings are byte strings.
 */

/** What a list row and a live event carry: everything but headers and body. */
export type CaptureSummary = {
  seq: number;
  method: string;
  target: string;
  path: string;
  httpVersion: string;
  receivedAt: string;
  /** The same, microseconds since the epoch. */
  receivedAtMicros: number;
  /** First byte to the end of the header section. */
  headersMs: number;
  /** First byte to last byte. */
  uploadMs: number;
  peer: { address: string; port: number };
  /** Who sent it, as trusted proxies say; null when the peer is the client. */
  client: Client | null;
  scheme: 'http' | 'https';
  /** What TLS negotiated, when the connection was encrypted up to here. */
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
  /** The service that sent it, as far as it shows; ids and words as in `lib/providers`. */
  provider: { id: string; event: string | null; deliveryId: string | null } | null;
  /** Null or absent when its sender does not wait to be answered by hand. */
  held?: HeldSummary | null;
  /** Null while the sender is still waiting for its answer. */
  reply: ReplySummary | null;
  /** Through a redacted link: what was kept back. Sizes and digest are then those of the body as shown. */
  masked?: Masked;
};

/** Since when a sender waits to be answered by hand, and until when: then it gets the reply that was chosen. */
export type HeldSummary = { since: string; deadline: string };

/** How a capture was answered. Of `Answered`, which says what each means. What is left out says nothing. */
export type ReplySummary = {
  status: number;
  ms: number;
  complete: boolean;
  /** Bytes of the body that the system took. */
  bodySent?: number;
  fault?: FaultKind;
  faultChosen?: FaultKind;
  delayMs?: number;
  /** Its delay, hold or slow fault was skipped: as many requests of this address, or bin, waited as may. */
  waitSkippedBy?: 'address' | 'bin';
  /** What chose it; left out for the default. */
  by?: Exclude<ChosenBy['by'], 'default'>;
  rule?: { id: string; name: string };
  /** Whose handshake it was. */
  provider?: string;
  /** Of a playbook: `step 2 of 3`. */
  step?: string;
  error?: string;
};

/** The same with what was sent, where that was recorded. */
export type ReplyJson = ReplySummary & Partial<ReplyContent>;

/** Headers and body of a reply. The body is `text` when it is UTF-8, else `base64`: of long ones the beginning. */
export type ReplyContent = {
  headers: Header[];
  body: {
    size: number;
    /** Whether the body is longer than what is told of it. */
    truncated: boolean;
    text: string | null;
    base64: string | null;
  };
};

/** One capture, whole. Bodies up to 64 KiB are inline: `text` when they are UTF-8, else `base64`; longer ones have neither. */
export type CaptureJson = CaptureSummary & {
  headers: Header[];
  trailers: Header[];
  body: CaptureSummary['body'] & { text: string | null; base64: string | null };
  reply: ReplyJson | null;
};

/** A page of a bin's captures. Newest first, or oldest first when asked for what came `after` a seq. */
export type CapturePage = {
  captures: CaptureSummary[];
  /** The highest seq the bin has given; 0 when it has none. */
  head: number;
  /** How many captures the bin keeps. */
  total: number;
  /** The seq to pass as `before` (or `after`) for the next page; null at the end. */
  next: number | null;
};
