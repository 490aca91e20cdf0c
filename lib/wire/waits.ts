import type { Presence } from './presence.ts';

/**
 * The pauses in replies: delays, what trickles, what hangs, what is held. A pause is a timer and holds nothing but its sender's
 * connection.
 *
 * Once the server stops, no pause lasts: delayed replies are sent at once, what hangs is closed, what trickles comes in one
 * piece, what is held gets the reply of its deadline. So every sender gets an answer it can make sense of, and soon.
 */
export class Waits {
  readonly #under = new Set<() => void>();
  #stopped = false;

  /** How many pauses there are now. */
  get count(): number {
    return this.#under.size;
  }

  get stopped(): boolean {
    return this.#stopped;
  }

  /** Resolves after so many milliseconds, earlier when the sender leaves, when `early` calls back, or when the server stops. */
  pause(milliseconds: number, sender: Presence, early?: (over: () => void) => void): Promise<void> {
    if (milliseconds <= 0 || this.#stopped || sender.gone) return Promise.resolve();
    return new Promise((resolve) => {
      const over = () => {
        clearTimeout(timer);
        this.#under.delete(over);
        stay();
        resolve();
      };
      const timer = setTimeout(over, milliseconds);
      this.#under.add(over);
      const stay = sender.whenGone(over);
      early?.(over);
    });
  }

  /** Ends all pauses there are and will be. */
  stop(): void {
    this.#stopped = true;
    for (const over of this.#under) over();
  }
}
