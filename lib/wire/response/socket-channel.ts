import type { Socket } from 'node:net';
import type { BinResponse } from '#lib/reply/response.ts';
import { type Capability, type Outcome, piecesOf, type RawChannel } from './response-channel.ts';
import { headBytes } from './response-head.ts';
import { type SenderPresence, watchSender } from './sender-gone.ts';

/** How long earlier responses have to reach the sender before the connection is reset, in milliseconds. */
const resetDelayMs = 50;

/**
 * Writes raw bytes to an HTTP/1.1 connection and closes it after the response: for faults that Node's `ServerResponse` cannot send,
 * and where there is no `ServerResponse`.
 */
export class SocketChannel implements RawChannel {
  readonly capabilities: ReadonlySet<Capability> = new Set<Capability>(['reset', 'close', 'length', 'raw']);
  readonly outcome: Outcome;
  readonly sender: SenderPresence;
  private readonly socket: Socket;

  constructor(socket: Socket, outcome: Outcome = { complete: false, bodySent: 0 }) {
    this.socket = socket;
    this.sender = watchSender(socket);
    this.outcome = outcome;
  }

  allowsBody({ status }: BinResponse): boolean {
    return !isBodiless(status);
  }

  get rawChannel(): this {
    return this;
  }

  async waitForTurn(): Promise<void> {}

  async send(reply: BinResponse): Promise<void> {
    const takesBody = this.allowsBody(reply);
    this.sendHead(reply, isBodiless(reply.status) ? null : reply.body.length);
    if (takesBody) await this.sendBody(reply.body);
    await this.end();
  }

  sendHead(reply: BinResponse, length: number | 'chunked' | null): void {
    if (this.socket.writable) this.socket.write(headBytes(reply, length));
  }

  async sendBody(bytes: Uint8Array): Promise<void> {
    for (const piece of piecesOf(bytes)) {
      if (!(await this.write(piece))) return;
      this.outcome.bodySent += piece.length;
    }
  }

  async sendRaw(bytes: Uint8Array): Promise<void> {
    await this.write(bytes);
  }

  async end(): Promise<void> {
    await this.close();
  }

  async endMismatched(): Promise<void> {
    await this.close();
  }

  /** Sends everything written, followed by a FIN. */
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
   * Resets the connection. The system then drops all bytes that the sender has not acknowledged. The responses to earlier
   * requests are not part of this fault, so they get a moment to be delivered.
   */
  async reset(): Promise<void> {
    if (this.socket.bytesWritten > 0) await new Promise((resolve) => setTimeout(resolve, resetDelayMs));
    if (this.sender.isGone) return;
    this.outcome.complete = true;
    // TLS would send a close_notify first; the socket below it does not.
    const { _parent: below } = this.socket as Socket & { _parent?: Socket | null };
    (below ?? this.socket).resetAndDestroy();
    this.socket.destroy();
  }

  whenLeftEarly(_listener: () => void): void {}

  /** Writes bytes; resolves with whether the system accepted them. */
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
