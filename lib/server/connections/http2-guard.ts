import { constants, type ServerHttp2Session, type ServerHttp2Stream } from 'node:http2';
import type { Socket } from 'node:net';
import { isResetByUs } from '../../wire/http2-channel.ts';
import type { Standing } from './eviction.ts';
import {
  Budget,
  nextReading,
  type Reading,
  resets,
  resetsPerServedStream,
  streamsPerSecond,
} from './http2-budget.ts';
import { letThrough } from './let-through.ts';
import type { Rejection } from './rejections.ts';

const { NGHTTP2_CANCEL, NGHTTP2_ENHANCE_YOUR_CALM, NGHTTP2_NO_ERROR } = constants;

/** Bytes that a frame of the peer makes us send (an acknowledgement, the head of a response) and that it need not read. */
const bytesPerFrame = 64;

/** How long a connection may take to read why it is closed, milliseconds. */
const moment = 250;

/** How long things may take, milliseconds: a request to come in full, and a connection without any. */
export type Http2Times = { readonly request: number; readonly idle: number };

/** What a guard knows beyond its connection. */
type Parts = {
  /** Its peer is a proxy, which is not to be blamed for what one of those behind it does. */
  readonly carriesMany: boolean;
  /** Told over which budget the connection was, before it is closed. */
  readonly reject: (reason: Rejection) => void;
  readonly now: () => number;
};

/** When a stream was opened, and how many bytes its connection had received by then. */
type Opened = { readonly at: number; readonly received: number };

/**
 * Holds an HTTP/2 connection to its budgets. Over one it is closed with GOAWAY and ENHANCE_YOUR_CALM (RFC 9113 §7), and no stream
 * of it reaches the server any more; requests that had come in full by then are captured all the same.
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
    letThrough(session, 'stream', (stream: ServerHttp2Stream) => this.#open(stream));
  }

  standing(): Standing {
    const [first] = this.#streams.values();
    if (first === undefined) return { phase: 'idle', since: this.#idleSince, bytes: 0 };
    const hasWhole = [...this.#streams.keys()].some(hasCome);
    const bytes = this.#tcp.bytesRead - first.received;
    return { phase: hasWhole ? 'responding' : 'receiving', since: first.at, bytes };
  }

  /** Closes what has taken too long. To be called about once a second. */
  check(times: Http2Times): void {
    if (this.#isOver || this.#session.destroyed) return;
    const now = this.#parts.now();
    if (this.#streams.size === 0) {
      if (now - this.#idleSince >= times.idle && !this.#session.closed) this.#session.close();
      return;
    }
    for (const [stream, { at }] of this.#streams)
      if (now - at >= times.request && !hasCome(stream)) stream.close(NGHTTP2_CANCEL);
    const waiting = [...this.#streams.keys()].filter(isWaiting);
    const taken = this.#tcp.bytesWritten - this.#frames * bytesPerFrame;
    const reading = nextReading(this.#reading, { waiting: waiting.length, taken, now });
    if (reading !== 'over') this.#reading = reading;
    else if (!this.#parts.carriesMany) this.#end('http2-unread');
    else for (const stream of waiting) stream.close(NGHTTP2_CANCEL);
  }

  /** Says that the connection is about to be closed, and serves no more streams of it. */
  sayGoodbye(): void {
    this.#isOver = true;
    if (!this.#session.destroyed) this.#session.goaway(NGHTTP2_ENHANCE_YOUR_CALM);
  }

  /** Whether a stream that was opened is served. */
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
    for (const stream of this.#streams.keys()) if (hasCome(stream)) stream.close(NGHTTP2_ENHANCE_YOUR_CALM);
    // Closed at once, with bytes of it unread, the peer would see a reset and never the GOAWAY.
    const timer = setTimeout(() => this.#tcp.destroy(), moment);
    this.#tcp.once('close', () => clearTimeout(timer));
  }
}

/** Whether the request of a stream has come in full. */
function hasCome(stream: ServerHttp2Stream): boolean {
  return stream.endAfterHeaders || stream.readableEnded;
}

/** Whether a stream has bytes to send which the peer's window does not let out. */
function isWaiting(stream: ServerHttp2Stream): boolean {
  return stream.writableLength > 0;
}
