import type { Socket } from 'node:net';
import type { Reply } from '../reply/reply.ts';
import { type Presence, presenceOn } from './presence.ts';
import { type HandWritten, type Means, type Outcome, piecesOf } from './reply-channel.ts';
import { headBytes } from './reply-head.ts';

/** How long earlier answers have to reach the sender before its connection is reset, milliseconds. */
const beforeReset = 50;

/**
 * Writes to an HTTP/1.1 connection by hand, and closes it after the reply: for what Node's `ServerResponse` would not send, and
 * where there is none.
 */
export class SocketChannel implements HandWritten {
  readonly can: ReadonlySet<Means> = new Set<Means>(['reset', 'close', 'length', 'raw']);
  readonly outcome: Outcome;
  readonly sender: Presence;
  private readonly socket: Socket;

  constructor(socket: Socket, outcome: Outcome = { complete: false, bodySent: 0 }) {
    this.socket = socket;
    this.sender = presenceOn(socket);
    this.outcome = outcome;
  }

  takesBody({ status }: Reply): boolean {
    return !isBodiless(status);
  }

  get byHand(): this {
    return this;
  }

  async turn(): Promise<void> {}

  async whole(reply: Reply): Promise<void> {
    const takesBody = this.takesBody(reply);
    this.head(reply, isBodiless(reply.status) ? null : reply.body.length);
    if (takesBody) await this.body(reply.body);
    await this.end();
  }

  head(reply: Reply, length: number | 'chunked' | null): void {
    if (this.socket.writable) this.socket.write(headBytes(reply, length));
  }

  async body(bytes: Uint8Array): Promise<void> {
    for (const piece of piecesOf(bytes)) {
      if (!(await this.write(piece))) return;
      this.outcome.bodySent += piece.length;
    }
  }

  async raw(bytes: Uint8Array): Promise<void> {
    await this.write(bytes);
  }

  async end(): Promise<void> {
    await this.close();
  }

  async endWrong(): Promise<void> {
    await this.close();
  }

  /** All that was written is sent, and a FIN after it. */
  async close(): Promise<void> {
    if (!this.socket.writable) return;
    await new Promise<void>((resolve) => {
      this.sender.whenGone(resolve);
      this.socket.end((error?: unknown) => {
        this.outcome.complete = !error;
        this.socket.destroySoon();
        resolve();
      });
    });
  }

  async cut(): Promise<void> {
    await this.close();
  }

  /**
   * With the reset the system throws away what the sender has not acknowledged yet. The answers of earlier requests are not
   * part of this fault, so where there were any they get a moment.
   */
  async reset(): Promise<void> {
    if (this.socket.bytesWritten > 0) await new Promise((resolve) => setTimeout(resolve, beforeReset));
    if (this.sender.gone) return;
    this.outcome.complete = true;
    // TLS would say goodbye first: the connection below it does not.
    const { _parent: below } = this.socket as Socket & { _parent?: Socket | null };
    (below ?? this.socket).resetAndDestroy();
    this.socket.destroy();
  }

  whenLeft(_listener: () => void): void {}

  /** Whether the system took the bytes. */
  private write(bytes: Uint8Array): Promise<boolean> {
    return new Promise((resolve) => {
      if (!this.socket.writable) return resolve(false);
      const stay = this.sender.whenGone(() => resolve(false));
      this.socket.write(bytes, (error) => {
        stay();
        resolve(!error && !this.socket.destroyed);
      });
    });
  }
}

/** 204 and 304 never have a body (RFC 9110 §15.3.5, §15.4.5). */
export const isBodiless = (status: number) => status === 204 || status === 304;
