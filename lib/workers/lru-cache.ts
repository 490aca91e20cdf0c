/** A cache with a limit of entries and of their total size; the least recently used entry is removed first. */
export class LruCache<Value> {
  readonly #most: { readonly entries: number; readonly size: number };
  readonly #entries = new Map<string, { value: Value; size: number }>();
  #size = 0;

  constructor(most: { readonly entries: number; readonly size: number }) {
    this.#most = most;
  }

  /** The value of a key, which is then the most recently used; undefined if there is none. */
  get(key: string): Value | undefined {
    const entry = this.#entries.get(key);
    if (!entry) return undefined;
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    return entry.value;
  }

  /** `size` is in the unit of the limit. */
  set(key: string, value: Value, size: number): void {
    this.#delete(key);
    this.#entries.set(key, { value, size });
    this.#size += size;
    while (
      this.#entries.size > this.#most.entries ||
      (this.#size > this.#most.size && this.#entries.size > 1)
    )
      this.#delete(this.#entries.keys().next().value as string);
  }

  #delete(key: string): void {
    const entry = this.#entries.get(key);
    if (!entry) return;
    this.#entries.delete(key);
    this.#size -= entry.size;
  }
}
