import type { ServerResponse } from 'node:http';
import type { Reply } from '../reply/reply.ts';
import { type Presence, presenceOn } from './presence.ts';
import { type Means, type Outcome, pieceLength, piecesOf, type ReplyChannel } from './reply-channel.ts';
import { asksToClose, framing, replyFields } from './reply-head.ts';
import { isBodiless, SocketChannel } from './socket-channel.ts';
import { turnOf, whenGoneAfter } from './turns.ts';

const overHttp10: ReadonlySet<Means> = new Set<Means>(['reset', 'close', 'length', 'raw']);
const overHttp11: ReadonlySet<Means> = new Set<Means>([...overHttp10, 'chunks']);

/** Answers by Node's `ServerResponse`, which keeps the connection for the next request, and beneath it by the socket. */
export class Http1Channel implements ReplyChannel {
  readonly can: ReadonlySet<Means>;
  readonly outcome: Outcome = { complete: false, bodySent: 0 };
  readonly sender: Presence;
  readonly #response: ServerResponse;
  /** Null until it is this reply's turn, and for good when its sender leaves before. */
  #byHand: SocketChannel | null = null;

  constructor(response: ServerResponse) {
    this.#response = response;
    this.can = response.req.httpVersion === '1.1' ? overHttp11 : overHttp10;
    this.sender = presenceOn(response.req.socket);
  }

  takesBody({ status }: Reply): boolean {
    return !isBodiless(status) && this.#response.req.method !== 'HEAD';
  }

  get byHand(): SocketChannel | null {
    return this.#byHand;
  }

  async turn(): Promise<void> {
    const socket = await turnOf(this.#response);
    if (socket) this.#byHand = new SocketChannel(socket, this.outcome);
  }

  async whole(reply: Reply): Promise<void> {
    if (this.sender.gone) return;
    if (asksToClose(reply)) this.#response.shouldKeepAlive = false;
    this.head(reply, isBodiless(reply.status) ? null : reply.body.length);
    if (!this.takesBody(reply)) return this.end();
    const inOnePiece = reply.body.length <= pieceLength;
    if (!inOnePiece) await this.body(reply.body);
    await this.end(inOnePiece ? reply.body : undefined);
  }

  head(reply: Reply, length: number | 'chunked' | null): void {
    const frame = length === null ? [] : [framing(length)];
    this.#response.writeHead(reply.status, [...replyFields(reply), ...frame].flat());
  }

  async body(bytes: Uint8Array): Promise<void> {
    for (const piece of piecesOf(bytes)) {
      if (!(await this.#write(piece))) return;
      this.outcome.bodySent += piece.length;
    }
  }

  end(last?: Uint8Array): Promise<void> {
    return new Promise((resolve) => {
      const stay = this.sender.whenGone(resolve);
      this.#response.end(last, () => {
        this.outcome.complete = !this.#isLost();
        if (last && this.outcome.complete) this.outcome.bodySent += last.length;
        stay();
        resolve();
      });
    });
  }

  async endWrong(): Promise<void> {
    await this.#byHand?.close();
  }

  async close(): Promise<void> {
    await this.#byHand?.close();
  }

  async reset(): Promise<void> {
    await this.#byHand?.reset();
  }

  async cut(): Promise<void> {
    await this.#byHand?.close();
  }

  /**
   * A system resets the connection of a program that leaves without having read what came for it (RFC 9293 §3.10.7). It does the
   * same for one that read it all and is in a hurry (SO_LINGER 0), which cannot be told apart.
   */
  whenLeft(listener: () => void): void {
    const { socket } = this.#response.req;
    whenGoneAfter(this.#response, () => {
      if (socket.errored) listener();
    });
  }

  #write(bytes: Uint8Array): Promise<boolean> {
    return new Promise((resolve) => {
      const stay = this.sender.whenGone(() => resolve(false));
      this.#response.write(bytes, (error) => {
        stay();
        resolve(!error && !this.#isLost());
      });
    });
  }

  /** Node calls back as if all was well, also when a connection is lost with bytes waiting for it. */
  #isLost(): boolean {
    return this.#response.req.socket.destroyed;
  }
}
