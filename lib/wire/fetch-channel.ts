import type { Reply } from '../reply/reply.ts';
import type { Presence } from './presence.ts';
import { type Means, type Outcome, piecesOf, type ReplyChannel } from './reply-channel.ts';
import { replyFields } from './reply-head.ts';
import { isBodiless } from './socket-channel.ts';

/**
 * Answers with a web `Response`: it can come late, trickle and break off. The connection beneath is Next's, and nothing is told
 * of who reads: what was handed over counts as sent.
 */
export class FetchChannel implements ReplyChannel {
  readonly can: ReadonlySet<Means> = new Set();
  readonly outcome: Outcome = { complete: false, bodySent: 0 };
  readonly sender: Presence;
  readonly byHand = null;
  readonly #request: Request;
  readonly #respond: (response: Response) => void;
  #stream: ReadableStreamDefaultController<Uint8Array> | null = null;

  constructor(request: Request, sender: Presence, respond: (response: Response) => void) {
    this.#request = request;
    this.sender = sender;
    this.#respond = respond;
    request.signal.addEventListener('abort', () => sender.leave(), { once: true });
  }

  takesBody({ status }: Reply): boolean {
    return !isBodiless(status) && status !== 205 && this.#request.method !== 'HEAD';
  }

  async turn(): Promise<void> {}

  async whole(reply: Reply): Promise<void> {
    const body = this.takesBody(reply) && reply.body.length > 0 ? new Uint8Array(reply.body) : null;
    this.#respond(new Response(body, { status: reply.status, headers: fieldsOf(reply) }));
    this.outcome.bodySent = body?.length ?? 0;
    this.outcome.complete = !this.sender.gone;
  }

  head(reply: Reply): void {
    const stream = new ReadableStream<Uint8Array>({
      start: (controller) => {
        this.#stream = controller;
      },
      cancel: () => this.sender.leave(),
    });
    this.#respond(new Response(stream, { status: reply.status, headers: fieldsOf(reply) }));
  }

  async body(bytes: Uint8Array): Promise<void> {
    for (const piece of piecesOf(bytes)) {
      if (this.sender.gone) return;
      this.#stream?.enqueue(new Uint8Array(piece));
      this.outcome.bodySent += piece.length;
    }
  }

  async end(): Promise<void> {
    if (this.sender.gone) return;
    this.outcome.complete = true;
    this.#stream?.close();
  }

  async endWrong(): Promise<void> {
    await this.end();
  }

  /** Next has no way not to answer. What breaks off before it began makes it close the connection, with a head at most. */
  async close(): Promise<void> {
    if (this.sender.gone) return;
    if (!this.#stream) this.head({ status: 502, headers: [], body: new Uint8Array() });
    await this.cut();
  }

  async reset(): Promise<void> {
    await this.cut();
  }

  async cut(): Promise<void> {
    if (this.sender.gone) return;
    this.outcome.complete = true;
    this.#stream?.error(new Error('The reply breaks off, as this bin says.'));
  }

  whenLeft(): void {}
}

const fieldsOf = (reply: Reply) => replyFields(reply).map(([name, value]): [string, string] => [name, value]);
