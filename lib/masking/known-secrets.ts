import type { Span } from './span.ts';

/** Secrets found so far, which are searched for in other texts. Byte strings. */
export type KnownSecrets = {
  readonly isEmpty: boolean;
  has(text: string): boolean;
  /** The occurrences of the secrets in a text; overlapping ones are merged into one span. */
  spansIn(text: string): Span[];
};

export const noSecrets: KnownSecrets = { isEmpty: true, has: () => false, spansIn: () => [] };

/**
 * Searches for all secrets at once with the Aho-Corasick algorithm (Communications of the ACM 18, 1975): time depends only
 * on the length of the text, not on the number or length of the secrets or how often they occur.
 */
export function knownSecrets(secrets: readonly string[]): KnownSecrets {
  if (secrets.length === 0) return noSecrets;
  const all = new Set(secrets);
  const shortest = secrets.reduce((least, { length }) => Math.min(least, length), Number.POSITIVE_INFINITY);
  const trie = new Trie(secrets);
  return {
    isEmpty: false,
    has: (text) => all.has(text),
    spansIn: (text) => (text.length < shortest ? [] : trie.spansIn(text)),
  };
}

/** The prefixes of all secrets. Each is a node, identified by its number; 0 is the empty prefix. */
class Trie {
  /** The next node for a node and a byte, in a hash table with open addressing: pairs of key + 1 and node. */
  readonly #edges: Int32Array;
  readonly #mask: number;
  /** For each node, the node of its longest proper suffix. */
  readonly #fallback: Int32Array;
  /** For each node, the length of the longest secret that ends there; 0 for none. */
  readonly #secretLength: Int32Array;
  /** The next node of each byte from node 0, in which most of a text is scanned. */
  readonly #first = new Int32Array(256);
  #count = 1;

  constructor(secrets: readonly string[]) {
    const most = secrets.reduce((sum, { length }) => sum + length, 1);
    this.#mask = 2 ** Math.ceil(Math.log2(2 * most + 2)) - 1;
    this.#edges = new Int32Array(2 * (this.#mask + 1));
    this.#fallback = new Int32Array(most);
    this.#secretLength = new Int32Array(most);
    const parents = new Int32Array(most);
    const bytes = new Uint8Array(most);
    const byDepth: number[][] = [];
    for (const secret of secrets) {
      let node = 0;
      for (let at = 0; at < secret.length; at++) {
        const byte = secret.charCodeAt(at) & 0xff;
        let next = this.#next(node, byte);
        if (next === 0) {
          next = this.#count++;
          this.#add(node, byte, next);
          parents[next] = node;
          bytes[next] = byte;
          byDepth[at] ??= [];
          byDepth[at]!.push(next);
        }
        node = next;
      }
      this.#secretLength[node] = secret.length;
    }
    for (let byte = 0; byte < 256; byte++) this.#first[byte] = this.#next(0, byte);
    // Nodes of one character fall back to node 0.
    for (const nodes of byDepth.slice(1))
      for (const node of nodes) this.#link(node, parents[node]!, bytes[node]!);
  }

  spansIn(text: string): Span[] {
    const spans: Span[] = [];
    let start = -1;
    let end = -1;
    let node = 0;
    for (let at = 0; at < text.length; at++) {
      const byte = text.charCodeAt(at) & 0xff;
      node = node === 0 ? this.#first[byte]! : this.#step(node, byte);
      if (node === 0) continue;
      const length = this.#secretLength[node]!;
      if (length === 0) continue;
      const from = at + 1 - length;
      if (from >= end) {
        if (end >= 0) spans.push({ start, end });
        start = from;
      } else start = Math.min(start, from);
      end = at + 1;
    }
    if (end >= 0) spans.push({ start, end });
    return spans;
  }

  #step(from: number, byte: number): number {
    for (let node = from; node !== 0; node = this.#fallback[node]!) {
      const next = this.#next(node, byte);
      if (next !== 0) return next;
    }
    return this.#first[byte]!;
  }

  #link(node: number, parent: number, byte: number): void {
    const fallback = this.#step(this.#fallback[parent]!, byte);
    this.#fallback[node] = fallback;
    this.#secretLength[node] ||= this.#secretLength[fallback]!;
  }

  #next(node: number, byte: number): number {
    const key = node * 256 + byte + 1;
    for (let slot = this.#slot(key); this.#edges[slot] !== 0; slot = (slot + 2) & (2 * this.#mask + 1))
      if (this.#edges[slot] === key) return this.#edges[slot + 1]!;
    return 0;
  }

  #add(node: number, byte: number, next: number): void {
    const key = node * 256 + byte + 1;
    let slot = this.#slot(key);
    while (this.#edges[slot] !== 0) slot = (slot + 2) & (2 * this.#mask + 1);
    this.#edges[slot] = key;
    this.#edges[slot + 1] = next;
  }

  #slot(key: number): number {
    return 2 * ((Math.imul(key, 0x9e3779b1) >>> 7) & this.#mask);
  }
}
