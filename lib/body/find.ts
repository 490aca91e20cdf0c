import type { Rows } from './rows.ts';

/** Where a search found something: in the text of a row, UTF-16 code units. */
export type Match = { readonly row: number; readonly from: number; readonly to: number };

/** Nobody steps through more; the rest is not looked for. */
export const mostMatches = 10_000;

/** What finds a query in rows: its words as they are, white space of any kind and length between them; null for nothing. */
export function findPattern(query: string, matchCase: boolean): RegExp | null {
  const words = query.trim() === '' ? [] : query.split(/\s+/);
  if (words.length === 0) return null;
  const escaped = words.map((word) => word.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&'));
  return new RegExp(escaped.join('\\s+'), matchCase ? 'g' : 'gi');
}

/** Every place of a pattern in a text. */
export function placesIn(text: string, pattern: RegExp): [from: number, to: number][] {
  const places: [number, number][] = [];
  for (const found of text.matchAll(pattern)) {
    if (found[0] !== '') places.push([found.index, found.index + found[0].length]);
  }
  return places;
}

/** A search through rows, a stretch at a time: they may be a million. */
export class Search {
  readonly matches: Match[] = [];
  private row = 0;
  private readonly rows: Rows<unknown>;
  private readonly pattern: RegExp;
  /** The longest word looked for: rows made from text without it need not be made. */
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

  /** True when there may be more matches than are listed. */
  get isFull(): boolean {
    return this.matches.length >= mostMatches;
  }

  /** Looks through so many further rows. */
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
