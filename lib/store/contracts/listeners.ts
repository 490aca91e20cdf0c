import type { Listener } from '#lib/model/listener.ts';

/** Listeners of bins, by name. They are removed with their bin. */
export interface ListenerStore {
  /** The listeners of a bin by name. */
  listListeners(binId: number): Promise<readonly Listener[]>;
  /** Null when there is no such listener. */
  listener(binId: number, name: string): Promise<Listener | null>;
  /**
   * Adds or changes a listener and returns it as it is then; null when there is no such bin. `change` is given the listener as it is and the
   * number of listeners, and nothing comes in between; it may be called again, and what it throws is thrown.
   */
  changeListener(
    binId: number,
    name: string,
    change: (before: Listener | null, count: number) => Listener,
  ): Promise<Listener | null>;
  /** False when there is no such listener. */
  removeListener(binId: number, name: string): Promise<boolean>;
}
