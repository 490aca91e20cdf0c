/**
 * A queue in which askers take turns, so that an asker with many entries delays only its own. At most `longest` entries of one asker
 * wait.
 */
export class FairQueue<Entry> {
  readonly #longest: number;
  /** Askers in the order of their turns. */
  readonly #askers = new Map<string, Entry[]>();

  constructor(longest: number) {
    this.#longest = longest;
  }

  get isEmpty(): boolean {
    return this.#askers.size === 0;
  }

  get size(): number {
    let size = 0;
    for (const waiting of this.#askers.values()) size += waiting.length;
    return size;
  }

  /** Adds an entry; false when too many entries of this asker already wait. */
  add(asker: string, entry: Entry): boolean {
    const waiting = this.#askers.get(asker);
    if (!waiting) this.#askers.set(asker, [entry]);
    else if (waiting.length >= this.#longest) return false;
    else waiting.push(entry);
    return true;
  }

  /** The next entry of the first asker that `may` be served, who then moves to the end; null when there is none. */
  take(may: (asker: string) => boolean = () => true): Entry | null {
    for (const [asker, waiting] of this.#askers) {
      if (!may(asker)) continue;
      const entry = waiting.shift() as Entry;
      this.#askers.delete(asker);
      if (waiting.length > 0) this.#askers.set(asker, waiting);
      return entry;
    }
    return null;
  }

  remove(asker: string, entry: Entry): void {
    const left = this.#askers.get(asker)?.filter((one) => one !== entry);
    if (!left) return;
    if (left.length === 0) this.#askers.delete(asker);
    else this.#askers.set(asker, left);
  }

  /** Removes and returns all waiting entries. */
  drain(): Entry[] {
    const all = [...this.#askers.values()].flat();
    this.#askers.clear();
    return all;
  }
}
