import type { Socket } from 'node:net';
import { headBeganAt } from '#lib/wire/incoming/first-byte.ts';
import { latestResponse } from '#lib/wire/response/response-order.ts';
import type { Standing } from './eviction.ts';
import type { Http2Guard } from './http2-guard.ts';

/** An open connection of the port, from the moment it is accepted. Times are milliseconds since the epoch. */
export class Connection {
  /** The TCP socket. `socket` is the TLS socket above it, once its handshake is complete. */
  readonly tcp: Socket;
  readonly address: string;
  /** The owner of the share it counts in: its sender, or the connection itself where a proxy carries many senders. */
  readonly owner: unknown;
  readonly openedAt: number;
  socket: Socket;
  http2: Http2Guard | null = null;
  isLive = false;
  /** When the head of its latest request was complete, and how many bytes had been received and sent by then. */
  #request = { at: 0, received: 0, sent: 0 };

  constructor(tcp: Socket, address: string, owner: unknown, openedAt: number) {
    this.tcp = tcp;
    this.socket = tcp;
    this.address = address;
    this.owner = owner ?? this;
    this.openedAt = openedAt;
  }

  noteRequest(now: number): void {
    this.#request = { at: now, received: this.tcp.bytesRead, sent: this.socket.bytesWritten };
  }

  /** What the connection is doing now. */
  standing(): Standing {
    if (this.isLive) return { phase: 'live', since: this.openedAt, bytes: 0 };
    if (this.http2) return this.http2.standing();
    const received = this.tcp.bytesRead;
    const response = latestResponse(this.socket);
    const headBegan = headBeganAt(this.socket);
    const { at } = this.#request;
    if (response && !response.writableFinished) {
      const phase = response.req.complete ? 'responding' : 'receiving';
      return { phase, since: at, bytes: received - this.#request.received };
    }
    if (headBegan !== null) return { phase: 'receiving', since: headBegan, bytes: 0 };
    if (response) return { phase: 'idle', since: at, bytes: 0 };
    return { phase: 'receiving', since: this.openedAt, bytes: received };
  }

  /** Whether an error response could be sent now as the first bytes of the response to the latest request. */
  get mayBeAnswered(): boolean {
    if (this.isLive || this.http2) return false;
    const response = latestResponse(this.socket);
    if (response === null || response.writableFinished) return headBeganAt(this.socket) !== null;
    // It is this response's turn, and neither Node nor a fault has written any of it.
    return response.socket !== null && this.socket.bytesWritten === this.#request.sent;
  }
}
