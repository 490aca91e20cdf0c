/**
 * A queue in which askers take turns: whoever asks for much waits behind their own requests, not everybody behind theirs. At most
 * `longest` entries of one asker wait.
 */
export class FairQueue<Entry> {
  readonly #longest: number;
  /** The asker whose turn is next comes first. */
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

  /** False when too many entries of this asker wait already. */
  add(asker: string, entry: Entry): boolean {
    const waiting = this.#askers.get(asker);
    if (!waiting) this.#askers.set(asker, [entry]);
    else if (waiting.length >= this.#longest) return false;
    else waiting.push(entry);
    return true;
  }

  /** The next entry of the first asker in turn that `may` be served, who then comes last; null when there is none. */
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

  /** Everything that waits; the queue is empty afterwards. */
  drain(): Entry[] {
    const all = [...this.#askers.values()].flat();
    this.#askers.clear();
    return all;
  }
}
