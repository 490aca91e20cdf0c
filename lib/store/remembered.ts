type Entry<Value> = { readonly found: Promise<Value | null>; value: Value | null; readonly until: number };

/**
 * Remembers what a look-up found, for a while, so that a burst asks the database once. Concurrent askers share one look-up;
 * what was not found and what failed is asked again. A look-up is told what the one before found. At most `capacity` entries,
 * the oldest leave first.
 */
export class Remembered<Key, Value> {
  readonly #lookUp: (key: Key, before: Value | null) => Promise<Value | null>;
  readonly #milliseconds: number;
  readonly #capacity: number;
  readonly #entries = new Map<Key, Entry<Value>>();

  constructor(
    lookUp: (key: Key, before: Value | null) => Promise<Value | null>,
    milliseconds: number,
    capacity: number,
  ) {
    this.#lookUp = lookUp;
    this.#milliseconds = milliseconds;
    this.#capacity = capacity;
  }

  get(key: Key): Promise<Value | null> {
    const entry = this.#entries.get(key);
    if (entry && entry.until > performance.now()) return entry.found;
    const found = this.#lookUp(key, entry?.value ?? null);
    const next: Entry<Value> = { found, value: null, until: performance.now() + this.#milliseconds };
    this.#entries.delete(key);
    this.#entries.set(key, next);
    if (this.#entries.size > this.#capacity) this.forget(this.#entries.keys().next().value as Key);
    found.then(
      (value) => {
        next.value = value;
        if (value === null) this.#forgetThis(key, found);
      },
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
