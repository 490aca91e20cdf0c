/**
 * Remembers what a look-up found, for a while, so that a burst asks the database once. Concurrent askers share one look-up;
 * what was not found and what failed is asked again. At most `capacity` entries, the oldest leave first.
 */
export class Remembered<Key, Value> {
  readonly #lookUp: (key: Key) => Promise<Value | null>;
  readonly #milliseconds: number;
  readonly #capacity: number;
  readonly #entries = new Map<Key, { found: Promise<Value | null>; until: number }>();

  constructor(lookUp: (key: Key) => Promise<Value | null>, milliseconds: number, capacity: number) {
    this.#lookUp = lookUp;
    this.#milliseconds = milliseconds;
    this.#capacity = capacity;
  }

  get(key: Key): Promise<Value | null> {
    const entry = this.#entries.get(key);
    if (entry && entry.until > performance.now()) return entry.found;
    const found = this.#lookUp(key);
    this.#entries.delete(key);
    this.#entries.set(key, { found, until: performance.now() + this.#milliseconds });
    if (this.#entries.size > this.#capacity) this.forget(this.#entries.keys().next().value as Key);
    found.then(
      (value) => value === null && this.#forgetThis(key, found),
      () => this.#forgetThis(key, found),
    );
    return found;
  }

  forget(key: Key): void {
    this.#entries.delete(key);
  }

  #forgetThis(key: Key, found: Promise<Value | null>): void {
    if (this.#entries.get(key)?.found === found) this.forget(key);
  }
}
