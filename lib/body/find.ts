import type { Rows } from './rows.ts';

/** A search result: a range in the text of a row, in UTF-16 code units. */
export type Match = { readonly row: number; readonly from: number; readonly to: number };

/** The most matches: nobody steps through more, so the search ends. */
export const mostMatches = 10_000;

/** A pattern that finds a query in rows: its words literally, with any white space between them; null for an empty query. */
export function findPattern(query: string, matchCase: boolean): RegExp | null {
  const words = query.trim() === '' ? [] : query.split(/\s+/);
  if (words.length === 0) return null;
  const escaped = words.map((word) => word.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&'));
  return new RegExp(escaped.join('\\s+'), matchCase ? 'g' : 'gi');
}

/** The first matches of a pattern in a text, up to `most`. */
export function placesIn(text: string, pattern: RegExp, most = mostMatches): [from: number, to: number][] {
  const places: [number, number][] = [];
  for (const found of text.matchAll(pattern)) {
    if (places.length === most) break;
    if (found[0] !== '') places.push([found.index, found.index + found[0].length]);
  }
  return places;
}

/** A search through rows in steps: there may be a million. */
export class Search {
  readonly matches: Match[] = [];
  private row = 0;
  private readonly rows: Rows<unknown>;
  private readonly pattern: RegExp;
  /** The longest word of the query: rows whose source lacks it are skipped. */
  private readonly word: RegExp;

  constructor(rows: Rows<unknown>, pattern: RegExp) {
    this.rows = rows;
    this.pattern = pattern;
    const words = pattern.source.split(/\\s\+|:/).sort((a, b) => b.length - a.length);
    this.word = new RegExp(words[0]!, pattern.flags.replace('g', ''));
  }

  get done(): boolean {
    return this.isFull || (this.rows.done && this.row >= this.rows.count);
  }

  /** Whether there may be more matches than are listed. */
  get isFull(): boolean {
    return this.matches.length >= mostMatches;
  }

  /** Searches the next `count` rows. */
  step(count: number): void {
    const { rows } = this;
    const end = Math.min(this.row + count, rows.readUpTo(this.row + count));
    for (; this.row < end && !this.isFull; this.row++) this.look(this.row);
  }

  private look(row: number): void {
    const { rows, word, pattern } = this;
    if (rows.sourceOf && !word.test(rows.sourceOf(row))) return;
    for (const [from, to] of placesIn(rows.textOf?.(row) ?? '', pattern)) {
      if (this.isFull) return;
      this.matches.push({ row, from, to });
    }
  }
}
