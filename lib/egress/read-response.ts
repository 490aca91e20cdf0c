import { type IncomingMessage, request } from 'node:http';
import { Duplex } from 'node:stream';
import { headerPairs } from '#lib/http/header-pairs.ts';
import { Failure } from '#lib/model/errors.ts';
import { failureOfConnection } from './connection-failure.ts';
import type { InformationalResponse, ReceivedResponse } from './exchange-record.ts';

/** How much of a response is accepted, bytes. */
export type ResponseLimits = {
  /** Of the body, kept for display. */
  readonly kept: number;
  /** Of everything that arrives on the connection. */
  readonly received: number;
};

/** What reading reports. */
export type Reading = {
  /** The head of the final response, and when its first byte arrived. */
  head(firstByteAt: number): void;
  informational(response: InformationalResponse): void;
  /** Called for each piece that arrives. */
  progress(): void;
  now(): number;
};

/** Of 1xx responses, the most that are reported. */
const mostInformational = 20;

/** A response that is being read. */
export type ResponseReader = {
  /** Resolves when the response is complete; rejects with the failures of `failureOfConnection` and `response-too-long`. */
  readonly done: Promise<void>;
  /** What was received so far; null before the head is complete. */
  soFar(): ReceivedResponse | null;
};

/**
 * Reads the response to one request from a connection with the parser of Node, which is strict and read by many. The parser belongs
 * to a client that believes it has sent the request: what it writes is discarded, since `writeRequest` writes to the connection.
 * `method` tells whether the response has a body (RFC 9112 §6.3). A response that asks to change the protocol (101, or 2xx to
 * CONNECT) ends with its head.
 */
export function readResponse(
  connection: Duplex,
  method: string,
  limits: ResponseLimits,
  reading: Reading,
): ResponseReader {
  const body = new LimitedBytes(limits.kept);
  let response: IncomingMessage | null = null;
  let isComplete = false;
  let informational = 0;
  const input = new ParserInput(connection, limits.received, reading);
  const asked = request({
    method: method === 'HEAD' || method === 'CONNECT' ? method : 'GET',
    path: method === 'CONNECT' ? 'unused:1' : '/',
    createConnection: () => input,
    maxHeaderSize: 64 * 1024,
  });
  // 0 means no limit: by default Node drops header lines after about a thousand. `maxHeaderSize` limits them.
  asked.maxHeadersCount = 0;
  const done = new Promise<void>((resolve, reject) => {
    const fail = (error?: unknown) => reject(input.failure ?? failureOfParser(error));
    const finish = () => {
      // Node also ends a body without a length when the connection is lost.
      if (input.failure !== null) return fail();
      isComplete = true;
      resolve();
    };
    const begin = (received: IncomingMessage) => {
      response = received;
      reading.head(input.messageBeganAt ?? reading.now());
    };
    asked.on('information', ({ statusCode, statusMessage, rawHeaders }) => {
      input.messageBeganAt = null;
      informational += 1;
      if (informational > mostInformational) return;
      const headers = headerPairs(rawHeaders);
      reading.informational({ status: statusCode, reason: statusMessage, headers });
    });
    for (const event of ['upgrade', 'connect'] as const) {
      asked.on(event, (received) => {
        begin(received);
        finish();
      });
    }
    asked.on('response', (received) => {
      begin(received);
      received.on('data', (piece: Buffer) => body.add(piece));
      received.on('end', () => (received.complete ? finish() : fail()));
      received.on('error', fail);
      received.on('close', () => fail());
    });
    asked.on('error', fail);
    asked.on('close', () => {
      if (response === null) fail();
    });
  });
  asked.end();
  return {
    done,
    soFar: () =>
      response && {
        httpVersion: response.httpVersion,
        status: response.statusCode ?? 0,
        reason: response.statusMessage ?? '',
        headers: headerPairs(response.rawHeaders),
        trailers: headerPairs(response.rawTrailers),
        body: body.bytes(),
        bodySize: body.size,
        isComplete,
      },
  };
}

/** An error of the parser; any other one means that the connection was closed too early, which Node calls a reset. */
function failureOfParser(error: unknown): Failure {
  const { code = '' } = (error ?? {}) as { code?: string };
  return code.startsWith('HPE_') ? failureOfConnection(error) : new Failure('connection-closed', null, error);
}

/** The connection as the parser sees it: it reads what arrives, and what its client writes goes nowhere. */
class ParserInput extends Duplex {
  /** When the first byte of the current response arrived; null between responses. */
  messageBeganAt: number | null = null;
  /** Why the connection was lost, or reading was ended by this side; null as long as all is well. */
  failure: Failure | null = null;
  #received = 0;
  readonly #connection: Duplex;
  readonly #most: number;
  readonly #reading: Reading;

  constructor(connection: Duplex, most: number, reading: Reading) {
    super({ allowHalfOpen: true });
    this.#connection = connection;
    this.#most = most;
    this.#reading = reading;
    connection.on('data', this.#onData).on('end', this.#onEnd);
    connection.on('error', this.#onError).on('close', this.#onClose);
  }

  override _read(): void {
    this.#connection.resume();
  }

  override _write(_bytes: Buffer, _encoding: string, done: () => void): void {
    done();
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#connection.off('data', this.#onData).off('end', this.#onEnd);
    this.#connection.off('error', this.#onError).off('close', this.#onClose);
    done(error);
  }

  readonly #onData = (bytes: Buffer): void => {
    this.messageBeganAt ??= this.#reading.now();
    this.#received += bytes.length;
    this.#reading.progress();
    if (this.#received > this.#most) {
      this.failure = new Failure('response-too-long', `More than ${this.#most} bytes arrived.`);
      this.destroy(this.failure);
    } else if (!this.push(bytes)) this.#connection.pause();
  };

  readonly #onEnd = (): void => void this.push(null);

  readonly #onError = (error: Error): void => {
    this.failure ??= failureOfConnection(error);
    this.destroy(error);
  };

  readonly #onClose = (): void => {
    if (this.readableEnded) this.destroy();
    else this.push(null);
  };
}

/** Keeps the first bytes of a body and counts the rest. */
class LimitedBytes {
  size = 0;
  readonly #pieces: Buffer[] = [];
  #kept = 0;
  readonly #most: number;

  constructor(most: number) {
    this.#most = most;
  }

  add(piece: Buffer): void {
    this.size += piece.length;
    if (this.#kept === this.#most) return;
    const kept = piece.subarray(0, this.#most - this.#kept);
    this.#pieces.push(kept);
    this.#kept += kept.length;
  }

  bytes(): Uint8Array {
    return Buffer.concat(this.#pieces);
  }
}
