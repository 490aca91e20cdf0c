import type { EventEmitter } from 'node:events';

/**
 * Whether a sender is still there: it is gone once its connection, or its HTTP/2 stream, is closed. A sender that closes only its
 * own direction (TCP FIN) and keeps reading counts as gone, as in Node's server.
 */
export class SenderPresence {
  #isGone = false;
  readonly #listeners = new Set<() => void>();

  get isGone(): boolean {
    return this.#isGone;
  }

  /** Calls back once the sender is gone, at once if it already is. Returns a function that removes the listener. */
  whenGone(listener: () => void): () => void {
    if (this.#isGone) listener();
    else this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  markGone(): void {
    if (this.#isGone) return;
    this.#isGone = true;
    for (const listener of this.#listeners) listener();
    this.#listeners.clear();
  }
}

/** A connection, or a stream of one. */
type Closing = Pick<EventEmitter, 'once'> & { readonly destroyed: boolean };

const presences = new WeakMap<Closing, SenderPresence>();

/** Watches the sender at the far end of a connection or stream. Pipelined requests share one watcher. */
export function watchSender(connection: Closing): SenderPresence {
  const known = presences.get(connection);
  if (known) return known;
  const presence = new SenderPresence();
  presences.set(connection, presence);
  if (connection.destroyed) presence.markGone();
  else connection.once('close', () => presence.markGone());
  return presence;
}
