import { constants, type OutgoingHttpHeaders, type ServerHttp2Stream } from 'node:http2';
import type { BinResponse } from '#lib/reply/response.ts';
import { type Capability, type Outcome, piecesOf, type ResponseChannel } from './response-channel.ts';
import { framing, replyFields } from './response-head.ts';
import { type SenderPresence, watchSender } from './sender-gone.ts';
import { isBodiless } from './socket-channel.ts';

const { NGHTTP2_NO_ERROR } = constants;

/** Streams that we reset because of a fault: their resets do not count against the peer. */
const resetByUs = new WeakSet<ServerHttp2Stream>();

export function isResetByUs(stream: ServerHttp2Stream): boolean {
  return resetByUs.has(stream);
}

/**
 * Sends on an HTTP/2 stream. Faults affect only the stream (RFC 9113 §5.4.2), not other streams of the connection. Raw
 * bytes cannot be sent, only frames.
 */
export class Http2Channel implements ResponseChannel {
  readonly capabilities: ReadonlySet<Capability> = new Set<Capability>(['reset', 'close', 'length']);
  readonly outcome: Outcome = { complete: false, bodySent: 0 };
  readonly sender: SenderPresence;
  readonly rawChannel = null;
  readonly #stream: ServerHttp2Stream;
  readonly #method: string;

  constructor(stream: ServerHttp2Stream, method: string) {
    this.#stream = stream;
    this.#method = method;
    this.sender = watchSender(stream);
  }

  allowsBody({ status }: BinResponse): boolean {
    return !isBodiless(status) && this.#method !== 'HEAD';
  }

  async waitForTurn(): Promise<void> {}

  async send(reply: BinResponse): Promise<void> {
    if (this.sender.isGone) return;
    this.sendHead(reply, isBodiless(reply.status) ? null : reply.body.length);
    if (this.allowsBody(reply)) await this.sendBody(reply.body);
    await this.end();
  }

  sendHead(reply: BinResponse, length: number | 'chunked' | null): void {
    if (this.sender.isGone) return;
    const fields: OutgoingHttpHeaders = { ':status': reply.status };
    const frame = typeof length === 'number' ? [framing(length)] : [];
    for (const [name, value] of [...replyFields(reply), ...frame]) {
      const key = name.toLowerCase();
      const values = fields[key] as string[] | undefined;
      // Node refuses to send some names twice over HTTP/2; then only the first is sent.
      if (values === undefined) fields[key] = [value];
      else if (!sentOnce.has(key)) values.push(value);
    }
    this.#stream.respond(fields);
  }

  async sendBody(bytes: Uint8Array): Promise<void> {
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

  /** The sender treats such a message as malformed (RFC 9113 §8.1.1), and may go on using the connection. */
  async endMismatched(): Promise<void> {
    // The sender is right to reset it, so do not count it.
    resetByUs.add(this.#stream);
    await this.end();
  }

  /** Sends GOAWAY, so that the connection closes once its other streams are done, and ends the stream without a response. */
  async close(): Promise<void> {
    if (this.sender.isGone) return;
    this.outcome.complete = true;
    this.#stream.session?.close();
    this.#stream.close(NGHTTP2_NO_ERROR);
  }

  async reset(): Promise<void> {
    if (this.sender.isGone) return;
    this.outcome.complete = true;
    resetByUs.add(this.#stream);
    // A stream destroyed with an error is reset with INTERNAL_ERROR. `close(code)` would first end its body as if it were
    // complete.
    this.#stream.on('error', () => {});
    this.#stream.destroy(new Error('This bin resets it.'));
  }

  async cut(): Promise<void> {
    await this.reset();
  }

  whenLeftEarly(listener: () => void): void {
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

/** Node's `kSingleValueHeaders`, without those that responses do not have. */
const sentOnce = new Set(
  (
    'access-control-allow-credentials access-control-max-age access-control-request-method age authorization ' +
    'content-encoding content-language content-length content-location content-md5 content-range content-type date dnt ' +
    'etag expires from host if-match if-modified-since if-none-match if-range if-unmodified-since last-modified location ' +
    'max-forwards proxy-authorization range referer retry-after tk upgrade-insecure-requests user-agent x-content-type-options'
  ).split(' '),
);
