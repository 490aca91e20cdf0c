import { constants, type ServerHttp2Session, type ServerHttp2Stream } from 'node:http2';
import type { Socket } from 'node:net';
import { isResetByUs } from '#lib/wire/response/http2-channel.ts';
import type { Standing } from './eviction.ts';
import {
  Budget,
  nextReading,
  type Reading,
  resets,
  resetsPerServedStream,
  streamsPerSecond,
} from './http2-budget.ts';
import { interceptEvent } from './intercept-event.ts';
import type { Rejection } from './rejections.ts';

const { NGHTTP2_CANCEL, NGHTTP2_ENHANCE_YOUR_CALM, NGHTTP2_NO_ERROR } = constants;

/**
 * Bytes that the server must send for each frame of the peer (an acknowledgement, the head of a response), which the peer
 * need not read.
 */
const bytesPerFrame = 64;

/** How long a connection may take to read the GOAWAY before it is closed, milliseconds. */
const readTimeoutMs = 250;

/** Time limits in milliseconds: for a request to be complete, and for a connection without requests. */
export type Http2Times = { readonly request: number; readonly idle: number };

/** The context of a guard. */
type Parts = {
  /** Whether the peer is a proxy, which is not responsible for the behaviour of a single client. */
  readonly carriesMany: boolean;
  /** Called with the exceeded budget before the connection is closed. */
  readonly reject: (reason: Rejection) => void;
  readonly now: () => number;
};

/** When a stream was opened, and how many bytes its connection had received by then. */
type Opened = { readonly at: number; readonly received: number };

/**
 * Enforces the budgets of an HTTP/2 connection. A connection over budget is closed with GOAWAY and ENHANCE_YOUR_CALM (RFC
 * 9113 §7), and none of its streams reaches the server any more; requests already complete are still captured.
 */
export class Http2Guard {
  readonly #session: ServerHttp2Session;
  readonly #tcp: Socket;
  readonly #parts: Parts;
  readonly #streams = new Map<ServerHttp2Stream, Opened>();
  readonly #opened: Budget;
  readonly #resets: Budget;
  #reading: Reading;
  #frames = 0;
  #idleSince: number;
  #isOver = false;

  constructor(session: ServerHttp2Session, tcp: Socket, parts: Parts) {
    this.#session = session;
    this.#tcp = tcp;
    this.#parts = parts;
    const now = parts.now();
    this.#idleSince = now;
    this.#reading = { at: now, taken: 0 };
    this.#opened = new Budget(streamsPerSecond, now);
    this.#resets = new Budget(resets, now);
    session.on('error', (error: Error & { code?: string }) => {
      if (!this.#isOver && error.code?.startsWith('ERR_HTTP2_')) parts.reject('http2-protocol');
    });
    session.on('ping', () => void this.#frames++).on('remoteSettings', () => void this.#frames++);
    interceptEvent(session, 'stream', (stream: ServerHttp2Stream) => this.#open(stream));
  }

  standing(): Standing {
    const [first] = this.#streams.values();
    if (first === undefined) return { phase: 'idle', since: this.#idleSince, bytes: 0 };
    const hasWhole = [...this.#streams.keys()].some(isComplete);
    const bytes = this.#tcp.bytesRead - first.received;
    return { phase: hasWhole ? 'responding' : 'receiving', since: first.at, bytes };
  }

  /** Closes streams and connections over their time limit. Call it about once a second. */
  check(times: Http2Times): void {
    if (this.#isOver || this.#session.destroyed) return;
    const now = this.#parts.now();
    if (this.#streams.size === 0) {
      if (now - this.#idleSince >= times.idle && !this.#session.closed) this.#session.close();
      return;
    }
    for (const [stream, { at }] of this.#streams)
      if (now - at >= times.request && !isComplete(stream)) stream.close(NGHTTP2_CANCEL);
    const waiting = [...this.#streams.keys()].filter(isWaiting);
    const taken = this.#tcp.bytesWritten - this.#frames * bytesPerFrame;
    const reading = nextReading(this.#reading, { waiting: waiting.length, taken, now });
    if (reading !== 'over') this.#reading = reading;
    else if (!this.#parts.carriesMany) this.#end('http2-unread');
    else for (const stream of waiting) stream.close(NGHTTP2_CANCEL);
  }

  /** Sends a GOAWAY, and serves no more streams of the connection. */
  sayGoodbye(): void {
    this.#isOver = true;
    if (!this.#session.destroyed) this.#session.goaway(NGHTTP2_ENHANCE_YOUR_CALM);
  }

  /** Records a new stream; returns whether to serve it. */
  #open(stream: ServerHttp2Stream): boolean {
    if (this.#isOver) return false;
    this.#frames += 1;
    this.#take(this.#opened, 'http2-streams');
    this.#streams.set(stream, { at: this.#parts.now(), received: this.#tcp.bytesRead });
    stream.once('close', () => this.#noteEnd(stream));
    return !this.#isOver;
  }

  #noteEnd(stream: ServerHttp2Stream): void {
    this.#streams.delete(stream);
    if (this.#streams.size === 0) this.#idleSince = this.#parts.now();
    if (this.#isOver || this.#session.destroyed) return;
    if (stream.rstCode === NGHTTP2_NO_ERROR) this.#resets.earn(resetsPerServedStream);
    else if (!isResetByUs(stream)) this.#take(this.#resets, 'http2-resets');
  }

  #take(budget: Budget, reason: Rejection): void {
    if (!budget.take(this.#parts.now()) && !this.#parts.carriesMany) this.#end(reason);
  }

  #end(reason: Rejection): void {
    this.#parts.reject(reason);
    this.sayGoodbye();
    for (const stream of this.#streams.keys())
      if (isComplete(stream)) stream.close(NGHTTP2_ENHANCE_YOUR_CALM);
    // Closed at once with unread bytes, the peer would see a reset and never the GOAWAY.
    const timer = setTimeout(() => this.#tcp.destroy(), readTimeoutMs);
    this.#tcp.once('close', () => clearTimeout(timer));
  }
}

/** Whether the request of a stream is complete. */
function isComplete(stream: ServerHttp2Stream): boolean {
  return stream.endAfterHeaders || stream.readableEnded;
}

/** Whether a stream has data to send that the peer's window does not admit. */
function isWaiting(stream: ServerHttp2Stream): boolean {
  return stream.writableLength > 0;
}
