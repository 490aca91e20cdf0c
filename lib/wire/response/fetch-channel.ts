import type { BinResponse } from '#lib/reply/response.ts';
import { type Capability, type Outcome, piecesOf, type ResponseChannel } from './response-channel.ts';
import { replyFields } from './response-head.ts';
import type { SenderPresence } from './sender-gone.ts';
import { isBodiless } from './socket-channel.ts';

/**
 * Sends a web `Response`, which can be late, slow or truncated. The connection belongs to Next, which does not report what the
 * sender reads: bytes that were handed over count as sent.
 */
export class FetchChannel implements ResponseChannel {
  readonly capabilities: ReadonlySet<Capability> = new Set();
  readonly outcome: Outcome = { complete: false, bodySent: 0 };
  readonly sender: SenderPresence;
  readonly rawChannel = null;
  readonly #request: Request;
  readonly #respond: (response: Response) => void;
  #stream: ReadableStreamDefaultController<Uint8Array> | null = null;

  constructor(request: Request, sender: SenderPresence, respond: (response: Response) => void) {
    this.#request = request;
    this.sender = sender;
    this.#respond = respond;
    request.signal.addEventListener('abort', () => sender.markGone(), { once: true });
  }

  allowsBody({ status }: BinResponse): boolean {
    return !isBodiless(status) && status !== 205 && this.#request.method !== 'HEAD';
  }

  async waitForTurn(): Promise<void> {}

  async send(reply: BinResponse): Promise<void> {
    const body = this.allowsBody(reply) && reply.body.length > 0 ? new Uint8Array(reply.body) : null;
    this.#respond(new Response(body, { status: reply.status, headers: fieldsOf(reply) }));
    this.outcome.bodySent = body?.length ?? 0;
    this.outcome.complete = !this.sender.isGone;
  }

  sendHead(reply: BinResponse): void {
    const stream = new ReadableStream<Uint8Array>({
      start: (controller) => {
        this.#stream = controller;
      },
      cancel: () => this.sender.markGone(),
    });
    this.#respond(new Response(stream, { status: reply.status, headers: fieldsOf(reply) }));
  }

  async sendBody(bytes: Uint8Array): Promise<void> {
    for (const piece of piecesOf(bytes)) {
      if (this.sender.isGone) return;
      this.#stream?.enqueue(new Uint8Array(piece));
      this.outcome.bodySent += piece.length;
    }
  }

  async end(): Promise<void> {
    if (this.sender.isGone) return;
    this.outcome.complete = true;
    this.#stream?.close();
  }

  async endMismatched(): Promise<void> {
    await this.end();
  }

  /** Next cannot close a connection without a response. A stream that fails at its start makes it close with at most a head. */
  async close(): Promise<void> {
    if (this.sender.isGone) return;
    if (!this.#stream) this.sendHead({ status: 502, headers: [], body: new Uint8Array() });
    await this.cut();
  }

  async reset(): Promise<void> {
    await this.cut();
  }

  async cut(): Promise<void> {
    if (this.sender.isGone) return;
    this.outcome.complete = true;
    this.#stream?.error(new Error('The reply breaks off, as this bin says.'));
  }

  whenLeftEarly(): void {}
}

const fieldsOf = (reply: BinResponse) =>
  replyFields(reply).map(([name, value]): [string, string] => [name, value]);
