type Entry<Value> = {
  readonly found: Promise<Value | null>;
  value: Value | null;
  readonly at: number;
  readonly version: unknown;
};

/** How long results are cached, milliseconds, and how many are. */
export type CacheLimits = {
  readonly milliseconds: number;
  /** The same while the version stays as it was before the look-up. */
  readonly unchangedMilliseconds?: number;
  readonly capacity: number;
};

/**
 * Caches the results of a look-up for some time, so that a burst of requests asks the database once. Concurrent calls share one
 * look-up. `null` and failures are not cached. The look-up gets the previous result as its second argument. Keeps at most
 * `capacity` entries and removes the oldest first.
 */
export class LookupCache<Key, Value> {
  readonly #lookUp: (key: Key, before: Value | null) => Promise<Value | null>;
  readonly #limits: CacheLimits;
  readonly #version: () => unknown;
  readonly #entries = new Map<Key, Entry<Value>>();

  /** `version` returns something else once another process may have changed what a look-up finds. */
  constructor(
    lookUp: (key: Key, before: Value | null) => Promise<Value | null>,
    limits: CacheLimits,
    version: () => unknown = () => null,
  ) {
    this.#lookUp = lookUp;
    this.#limits = limits;
    this.#version = version;
  }

  get(key: Key): Promise<Value | null> {
    const entry = this.#entries.get(key);
    if (entry && this.#isValid(entry)) return entry.found;
    const version = this.#version();
    const found = this.#lookUp(key, entry?.value ?? null);
    const next: Entry<Value> = { found, value: null, at: performance.now(), version };
    this.#entries.delete(key);
    this.#entries.set(key, next);
    if (this.#entries.size > this.#limits.capacity) this.forget(this.#entries.keys().next().value as Key);
    found.then(
      (value) => {
        next.value = value;
        if (value === null) this.#forgetThis(key, found);
      },
      () => this.#forgetThis(key, found),
    );
    return found;
  }

  /** A result that is cached; null when it has to be looked up. */
  peek(key: Key): Value | null {
    const entry = this.#entries.get(key);
    return entry && this.#isValid(entry) ? entry.value : null;
  }

  forget(key: Key): void {
    this.#entries.delete(key);
  }

  #isValid({ at, version }: Entry<Value>): boolean {
    const { milliseconds, unchangedMilliseconds = 0 } = this.#limits;
    const age = performance.now() - at;
    return age < milliseconds || (age < unchangedMilliseconds && version === this.#version());
  }

  #forgetThis(key: Key, found: Promise<Value | null>): void {
    if (this.#entries.get(key)?.found === found) this.forget(key);
  }
}
