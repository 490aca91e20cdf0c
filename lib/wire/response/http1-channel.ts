import type { ServerResponse } from 'node:http';
import type { BinResponse } from '#lib/reply/response.ts';
import {
  type Capability,
  type Outcome,
  pieceLength,
  piecesOf,
  type ResponseChannel,
} from './response-channel.ts';
import { asksToClose, framing, replyFields } from './response-head.ts';
import { waitForTurn, whenGoneAfter } from './response-order.ts';
import { type SenderPresence, watchSender } from './sender-gone.ts';
import { isBodiless, SocketChannel } from './socket-channel.ts';

const overHttp10: ReadonlySet<Capability> = new Set<Capability>(['reset', 'close', 'length', 'raw']);
const overHttp11: ReadonlySet<Capability> = new Set<Capability>([...overHttp10, 'chunks']);

/** Sends with Node's `ServerResponse`, which keeps the connection for the next request; faults write to its socket. */
export class Http1Channel implements ResponseChannel {
  readonly capabilities: ReadonlySet<Capability>;
  readonly outcome: Outcome = { complete: false, bodySent: 0 };
  readonly sender: SenderPresence;
  readonly #response: ServerResponse;
  /** Null until it is the turn of this response; stays null if the sender leaves before. */
  #rawChannel: SocketChannel | null = null;

  constructor(response: ServerResponse) {
    this.#response = response;
    this.capabilities = response.req.httpVersion === '1.1' ? overHttp11 : overHttp10;
    this.sender = watchSender(response.req.socket);
  }

  allowsBody({ status }: BinResponse): boolean {
    return !isBodiless(status) && this.#response.req.method !== 'HEAD';
  }

  get rawChannel(): SocketChannel | null {
    return this.#rawChannel;
  }

  async waitForTurn(): Promise<void> {
    const socket = await waitForTurn(this.#response);
    if (socket) this.#rawChannel = new SocketChannel(socket, this.outcome);
  }

  async send(reply: BinResponse): Promise<void> {
    if (reply.body.length <= pieceLength) {
      await new Promise<void>((resolve) => {
        sendAtOnce(this.#response, reply, (outcome) => {
          Object.assign(this.outcome, outcome);
          resolve();
        });
      });
      return;
    }
    if (this.sender.isGone) return;
    if (asksToClose(reply)) this.#response.shouldKeepAlive = false;
    this.sendHead(reply, isBodiless(reply.status) ? null : reply.body.length);
    if (this.allowsBody(reply)) await this.sendBody(reply.body);
    await this.end();
  }

  sendHead(reply: BinResponse, length: number | 'chunked' | null): void {
    writeHead(this.#response, reply, length);
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
      this.#response.end(() => {
        this.outcome.complete = !this.#isLost();
        stay();
        resolve();
      });
    });
  }

  async endMismatched(): Promise<void> {
    await this.#rawChannel?.close();
  }

  async close(): Promise<void> {
    await this.#rawChannel?.close();
  }

  async reset(): Promise<void> {
    await this.#rawChannel?.reset();
  }

  async cut(): Promise<void> {
    await this.#rawChannel?.close();
  }

  whenLeftEarly(listener: () => void): void {
    whenLeftEarly(this.#response, listener);
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

  /** Node calls back without an error even if the connection is lost while bytes wait to be sent. */
  #isLost(): boolean {
    return this.#response.req.socket.destroyed;
  }
}

/**
 * Sends a whole response whose body is short, head and body in one write. `done` is called once: when the system has accepted it,
 * or when the sender is gone.
 */
export function sendAtOnce(
  response: ServerResponse,
  reply: BinResponse,
  done: (outcome: Readonly<Outcome>) => void,
): void {
  const { socket, method } = response.req;
  const sender = watchSender(socket);
  if (sender.isGone) {
    done(nothingSent);
    return;
  }
  if (asksToClose(reply)) response.shouldKeepAlive = false;
  const mayHaveBody = !isBodiless(reply.status);
  writeHead(response, reply, mayHaveBody ? reply.body.length : null);
  const bodySent = mayHaveBody && method !== 'HEAD' ? reply.body.length : 0;
  let isDone = false;
  const stay = sender.whenGone(finish);
  // Node writes the head together with a body that is a string.
  response.end(bodySent === 0 ? '' : textOf(reply.body), 'latin1', finish);

  function finish(): void {
    if (isDone) return;
    isDone = true;
    stay();
    // Node calls back without an error even if the connection is lost while bytes wait to be sent.
    done(socket.destroyed ? nothingSent : { complete: true, bodySent });
  }
}

/**
 * Calls back if it turns out later that the sender left before it had read a response. A system resets the connection of a program
 * that exits without reading all received data (RFC 9293 §3.10.7). It also does so for one that read everything but closes
 * abruptly (SO_LINGER 0), which cannot be distinguished.
 */
export function whenLeftEarly(response: ServerResponse, listener: () => void): void {
  const { socket } = response.req;
  whenGoneAfter(response, () => {
    if (socket.errored) listener();
  });
}

const nothingSent: Readonly<Outcome> = { complete: false, bodySent: 0 };

/** Each byte as the character with its number. */
function textOf(body: Uint8Array): string {
  return Buffer.from(body.buffer, body.byteOffset, body.length).toString('latin1');
}

function writeHead(response: ServerResponse, reply: BinResponse, length: number | 'chunked' | null): void {
  const fields: string[] = [];
  for (const [name, value] of replyFields(reply)) fields.push(name, value);
  if (length !== null) fields.push(...framing(length));
  response.writeHead(reply.status, fields);
}
