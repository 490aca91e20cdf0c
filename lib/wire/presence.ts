import type { EventEmitter } from 'node:events';

/**
 * Whether a sender is still there, as far as its connection shows: it has left once the connection is closed, or its HTTP/2
 * stream. A sender that closes only its own direction (TCP FIN) and reads on counts as gone, as it does to Node's server.
 */
export class Presence {
  #gone = false;
  readonly #listeners = new Set<() => void>();

  get gone(): boolean {
    return this.#gone;
  }

  /** Calls back once the sender has left, at once if it has. What is returned takes that back. */
  whenGone(listener: () => void): () => void {
    if (this.#gone) listener();
    else this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  leave(): void {
    if (this.#gone) return;
    this.#gone = true;
    for (const listener of this.#listeners) listener();
    this.#listeners.clear();
  }
}

/** Of a connection, or of a stream of one. */
type Closing = Pick<EventEmitter, 'once'> & { readonly destroyed: boolean };

const presences = new WeakMap<Closing, Presence>();

/** The presence at the far end of a connection or stream. One for all that ask, so that pipelined requests share a listener. */
export function presenceOn(connection: Closing): Presence {
  const known = presences.get(connection);
  if (known) return known;
  const presence = new Presence();
  presences.set(connection, presence);
  if (connection.destroyed) presence.leave();
  else connection.once('close', () => presence.leave());
  return presence;
}
