import { constants, type OutgoingHttpHeaders, type ServerHttp2Stream } from 'node:http2';
import type { Reply } from '../reply/reply.ts';
import { type Presence, presenceOn } from './presence.ts';
import { type Means, type Outcome, piecesOf, type ReplyChannel } from './reply-channel.ts';
import { framing, replyFields } from './reply-head.ts';
import { isBodiless } from './socket-channel.ts';

const { NGHTTP2_NO_ERROR } = constants;

/** Streams that end in a reset because a bin says so, of which nothing can be concluded about their peer. */
const resetByUs = new WeakSet<ServerHttp2Stream>();

export function isResetByUs(stream: ServerHttp2Stream): boolean {
  return resetByUs.has(stream);
}

/**
 * Answers on a stream of HTTP/2. What HTTP/1.1 does to the connection is done to the stream (RFC 9113 §5.4.2), since the others
 * on its connection are not part of it. There is no wire beneath it: bytes that are no frames cannot be sent.
 */
export class Http2Channel implements ReplyChannel {
  readonly can: ReadonlySet<Means> = new Set<Means>(['reset', 'close', 'length']);
  readonly outcome: Outcome = { complete: false, bodySent: 0 };
  readonly sender: Presence;
  readonly byHand = null;
  readonly #stream: ServerHttp2Stream;
  readonly #method: string;

  constructor(stream: ServerHttp2Stream, method: string) {
    this.#stream = stream;
    this.#method = method;
    this.sender = presenceOn(stream);
  }

  takesBody({ status }: Reply): boolean {
    return !isBodiless(status) && this.#method !== 'HEAD';
  }

  async turn(): Promise<void> {}

  async whole(reply: Reply): Promise<void> {
    if (this.sender.gone) return;
    this.head(reply, isBodiless(reply.status) ? null : reply.body.length);
    if (this.takesBody(reply)) await this.body(reply.body);
    await this.end();
  }

  head(reply: Reply, length: number | 'chunked' | null): void {
    if (this.sender.gone) return;
    const fields: OutgoingHttpHeaders = { ':status': reply.status };
    const frame = typeof length === 'number' ? [framing(length)] : [];
    for (const [name, value] of [...replyFields(reply), ...frame]) {
      const key = name.toLowerCase();
      const values = fields[key] as string[] | undefined;
      // Node refuses to send some names twice over HTTP/2; then the first is sent.
      if (values === undefined) fields[key] = [value];
      else if (!sentOnce.has(key)) values.push(value);
    }
    this.#stream.respond(fields);
  }

  async body(bytes: Uint8Array): Promise<void> {
    for (const piece of piecesOf(bytes)) {
      if (!(await this.#write(piece))) return;
      this.outcome.bodySent += piece.length;
    }
  }

  end(): Promise<void> {
    return new Promise((resolve) => {
      const stay = this.sender.whenGone(resolve);
      this.#stream.end((error?: unknown) => {
        this.outcome.complete = !error;
        stay();
        resolve();
      });
    });
  }

  /** To the sender such a message is malformed (RFC 9113 §8.1.1), and its connection as good as before. */
  async endWrong(): Promise<void> {
    // The sender is right to reset it.
    resetByUs.add(this.#stream);
    await this.end();
  }

  /** GOAWAY, by which the connection closes once its other streams are done, and the stream ends without an answer. */
  async close(): Promise<void> {
    if (this.sender.gone) return;
    this.outcome.complete = true;
    this.#stream.session?.close();
    this.#stream.close(NGHTTP2_NO_ERROR);
  }

  async reset(): Promise<void> {
    if (this.sender.gone) return;
    this.outcome.complete = true;
    resetByUs.add(this.#stream);
    // Destroyed by an error, a stream is reset with INTERNAL_ERROR. `close(code)` would first end its body, as if it were whole.
    this.#stream.on('error', () => {});
    this.#stream.destroy(new Error('This bin resets it.'));
  }

  async cut(): Promise<void> {
    await this.reset();
  }

  whenLeft(listener: () => void): void {
    this.sender.whenGone(() => {
      if (this.#stream.rstCode !== NGHTTP2_NO_ERROR) listener();
    });
  }

  #write(bytes: Uint8Array): Promise<boolean> {
    return new Promise((resolve) => {
      const stay = this.sender.whenGone(() => resolve(false));
      this.#stream.write(bytes, (error) => {
        stay();
        resolve(!error && !this.#stream.destroyed);
      });
    });
  }
}

/** Node's list, but for what no reply says (`kSingleValueHeaders`). */
const sentOnce = new Set(
  (
    'access-control-allow-credentials access-control-max-age access-control-request-method age authorization ' +
    'content-encoding content-language content-length content-location content-md5 content-range content-type date dnt ' +
    'etag expires from host if-match if-modified-since if-none-match if-range if-unmodified-since last-modified location ' +
    'max-forwards proxy-authorization range referer retry-after tk upgrade-insecure-requests user-agent x-content-type-options'
  ).split(' '),
);
