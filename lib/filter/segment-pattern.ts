import { finderOf } from './text-search.ts';

/**
 * A pattern for a part of one segment of a path, in which `*` stands for any characters. Each piece between asterisks is taken
 * where it comes first, which leaves the most for those that follow; so time grows with the lengths of both.
 */
export class SegmentPattern {
  readonly #pieces: readonly { readonly text: string; readonly find: ReturnType<typeof finderOf> }[];

  constructor(pattern: string) {
    this.#pieces = pattern.split('*').map((text) => ({ text, find: finderOf(text) }));
  }

  isWhole(segment: string): boolean {
    const [first] = this.#pieces;
    if (this.#pieces.length === 1) return segment === first!.text;
    return segment.startsWith(first!.text) && this.#endsWith(segment, first!.text.length, 1);
  }

  /** Where the shortest match ends that begins where the segment does; −1 for none. */
  endAtStart(segment: string): number {
    const { text } = this.#pieces[0]!;
    return segment.startsWith(text) ? this.#end(segment, text.length, 1) : -1;
  }

  /** Where the match ends that ends first, wherever it begins; −1 for none. */
  endAnywhere(segment: string): number {
    return this.#end(segment, 0, 0);
  }

  /** Whether a match, wherever it begins, ends where the segment does. */
  isTail(segment: string): boolean {
    return this.#endsWith(segment, 0, 0);
  }

  #end(segment: string, from: number, first: number, last = this.#pieces.length): number {
    let at = from;
    for (let index = first; index < last; index++) {
      const { text, find } = this.#pieces[index]!;
      const found = find(segment, at);
      if (found < 0) return -1;
      at = found + text.length;
    }
    return at;
  }

  #endsWith(segment: string, from: number, first: number): boolean {
    const { text } = this.#pieces.at(-1)!;
    const at = this.#end(segment, from, first, this.#pieces.length - 1);
    return at >= 0 && segment.length - text.length >= at && segment.endsWith(text);
  }
}
