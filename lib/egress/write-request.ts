import type { Duplex } from 'node:stream';
import { toBytes } from '#lib/http/byte-string.ts';
import { lastChunk } from '#lib/http/message.ts';
import { fail } from '#lib/model/errors.ts';
import type { OutgoingBody, PreparedRequest } from '#lib/outgoing/outgoing-request.ts';
import { failureOfConnection } from './connection-failure.ts';

/** How much of a body is written at once, bytes. */
const pieceLength = 64 * 1024;

/** What writing reports and asks. */
export type Writing = {
  /** Called for each piece that the system accepted. */
  wrote(bytes: number): void;
  /** Resolves with whether the body should follow the head, for a request that expects 100 Continue. */
  mayContinue(): Promise<boolean>;
};

/**
 * Writes a request to a connection byte for byte. Resolves when the system has accepted everything, or when the body is not wanted.
 * Node's client is not used for this: it adds `Connection`, cannot write HTTP/1.0, and decides on framing itself.
 * Fails with `request-unsendable` when a body that is read while it is sent has another length than it said, and with the failures
 * of `failureOfConnection`.
 */
export async function writeRequest(
  connection: Duplex,
  { head, framing, trailers, body }: Pick<PreparedRequest, 'head' | 'framing' | 'trailers' | 'body'>,
  writing: Writing,
  expectsContinue: boolean,
): Promise<void> {
  const write = async (bytes: Uint8Array) => {
    await written(connection, bytes);
    writing.wrote(bytes.length);
  };
  if (framing === 'none') return write(head);
  const isOneWrite = body instanceof Uint8Array && body.length <= pieceLength && !expectsContinue;
  if (isOneWrite) return write(Buffer.concat([head, ...framed(body, framing), ...end(framing, trailers)]));
  await write(head);
  if (expectsContinue && !(await writing.mayContinue())) return;
  for await (const piece of piecesOf(body)) {
    for (const bytes of framed(piece, framing)) await write(bytes);
  }
  for (const bytes of end(framing, trailers)) await write(bytes);
}

/** A piece of the body as one chunk, or as it is. An empty chunk would be the last one. */
function framed(piece: Uint8Array, framing: PreparedRequest['framing']): Uint8Array[] {
  if (piece.length === 0) return [];
  if (framing !== 'chunked') return [piece];
  return [Buffer.concat([toBytes(`${piece.length.toString(16)}\r\n`), piece, toBytes('\r\n')])];
}

function end(framing: PreparedRequest['framing'], trailers: PreparedRequest['trailers']): Uint8Array[] {
  return framing === 'chunked' ? [lastChunk(trailers)] : [];
}

async function* piecesOf(body: OutgoingBody): AsyncGenerator<Uint8Array> {
  let sent = 0;
  for await (const part of body instanceof Uint8Array ? [body] : body.read()) {
    // Bytes after the length would be read as another request.
    if (sent + part.length > body.length) fail('request-unsendable', wrongLength(sent + part.length, body));
    sent += part.length;
    for (let at = 0; at < part.length; at += pieceLength) yield part.subarray(at, at + pieceLength);
  }
  if (sent < body.length) fail('request-unsendable', wrongLength(sent, body));
}

function wrongLength(bytes: number, { length }: OutgoingBody): string {
  return `The body should have ${length} bytes, but it has ${bytes}${bytes > length ? ' or more' : ''}.`;
}

function written(connection: Duplex, bytes: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    const onClose = () => settle(new Error('The connection was closed.'));
    const settle = (error?: Error | null) => {
      connection.off('close', onClose);
      if (error) reject(failureOfConnection(error));
      else resolve();
    };
    if (connection.destroyed) return settle(connection.errored ?? new Error('The connection was closed.'));
    connection.once('close', onClose);
    connection.write(bytes, settle);
  });
}
