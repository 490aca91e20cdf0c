import type { MediaType } from '#lib/http/media-type.ts';
import { type Split, splitAt } from './multipart-boundary.ts';
import type { Delimiter } from './multipart-delimiter.ts';

/** A stretch of a multipart body, in bytes; `rest` is what lies after as many parts as are listed. */
export type Stretch = {
  readonly kind: 'preamble' | 'part' | 'epilogue' | 'rest';
  readonly start: number;
  readonly end: number;
};

/**
 * Cuts a multipart body at its delimiters, one part at a time, and notes in sentences what is wrong with it. It keeps
 * places alone, no bytes. Each byte of the body is in a stretch or in a delimiter.
 */
export class MultipartSplit {
  readonly stretches: Stretch[] = [];
  readonly notes: string[] = [];
  /** How many parts were found. */
  parts = 0;
  /** True when nothing is left to find. */
  done: boolean;
  split: Split | null = null;

  private readonly body: Uint8Array;
  private readonly mediaType: MediaType | null;
  private readonly mostParts: number;
  /** Where the next part starts. */
  private at = 0;

  constructor(body: Uint8Array, mediaType: MediaType | null, mostParts: number) {
    this.body = body;
    this.mediaType = mediaType;
    this.mostParts = mostParts;
    this.done = body.length === 0;
  }

  /** Finds one more part, or what is before the first one, or that nothing is left. */
  next(): void {
    if (this.split === null) this.findFirst();
    else this.findPart(this.split);
  }

  private findFirst(): void {
    this.split = splitAt(this.body, this.mediaType, this.notes);
    const first = this.split?.first ?? null;
    this.add('preamble', 0, first?.start ?? this.body.length);
    this.goOn(first);
  }

  private findPart({ delimiters }: Split): void {
    const next = delimiters.next(this.at);
    this.stretches.push({ kind: 'part', start: this.at, end: next?.start ?? this.body.length });
    this.parts++;
    if (next === null) {
      this.notes.push('No closing boundary: the last part reaches to where the body ends, and may be cut.');
    }
    this.goOn(next);
  }

  private goOn(delimiter: Delimiter | null): void {
    this.at = delimiter?.end ?? this.body.length;
    const isFull = this.parts === this.mostParts;
    this.done = delimiter === null || delimiter.closing || isFull || this.at === this.body.length;
    if (!this.done || this.split === null) return;
    this.notes.push(...oddLines(this.split));
    if (delimiter !== null) this.finish(delimiter, this.split);
  }

  /** What follows the last delimiter. */
  private finish({ closing, end }: Delimiter, { delimiters }: Split): void {
    const { body, notes } = this;
    this.add(closing ? 'epilogue' : 'rest', end, body.length);
    if (this.parts === 0) notes.push('There is a boundary, but no part.');
    if (closing && delimiters.next(end) !== null) {
      notes.push('A boundary follows the closing one: most readers ignore it and all that comes after.');
    }
    if (!closing && end === body.length) notes.push('The last boundary lacks the two hyphens that close.');
    if (!closing && end < body.length) notes.push(`Only the first ${this.mostParts} parts are listed.`);
  }

  private add(kind: Stretch['kind'], start: number, end: number): void {
    if (end > start) this.stretches.push({ kind, start, end });
  }
}

/** What tells of other readers that may split the body elsewhere. */
function oddLines({ delimiters: { lineFeedOnly, longerLineAt, loneFeedAt } }: Split): string[] {
  const notes: string[] = [];
  if (lineFeedOnly)
    notes.push('Lines end in a line feed alone, not in CRLF: strict readers refuse this body.');
  if (longerLineAt >= 0) {
    notes.push(`The line at byte ${longerLineAt} begins with the boundary but goes on: taken as content.`);
  }
  if (loneFeedAt >= 0) {
    notes.push(
      `The boundary at byte ${loneFeedAt} comes after a line feed alone: taken as content, some readers split there.`,
    );
  }
  return notes;
}
