import type { MediaType } from '#lib/http/media-type.ts';
import { type Split, splitAt } from './boundary.ts';
import type { Delimiter } from './delimiter.ts';

/** A range of a multipart body, in bytes; `rest` is the range after the most parts that are listed. */
export type Stretch = {
  readonly kind: 'preamble' | 'part' | 'epilogue' | 'rest';
  readonly start: number;
  readonly end: number;
};

/**
 * Splits a multipart body at its delimiters, one part at a time, and notes problems in sentences. It stores only offsets,
 * no bytes. Each byte of the body is in a range or in a delimiter.
 */
export class MultipartSplit {
  readonly stretches: Stretch[] = [];
  readonly notes: string[] = [];
  /** The number of parts found. */
  parts = 0;
  /** Whether the end was reached. */
  done: boolean;
  split: Split | null = null;

  private readonly body: Uint8Array;
  private readonly mediaType: MediaType | null;
  private readonly mostParts: number;
  /** The offset of the next part. */
  private at = 0;

  constructor(body: Uint8Array, mediaType: MediaType | null, mostParts: number) {
    this.body = body;
    this.mediaType = mediaType;
    this.mostParts = mostParts;
    this.done = body.length === 0;
  }

  /** Finds the next part, the preamble, or the end. */
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
      this.notes.push(
        'No closing boundary: the last part extends to the end of the body and may be incomplete.',
      );
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

  /** Adds the range after the last delimiter. */
  private finish({ closing, end }: Delimiter, { delimiters }: Split): void {
    const { body, notes } = this;
    this.add(closing ? 'epilogue' : 'rest', end, body.length);
    if (this.parts === 0) notes.push('The body has a boundary but no parts.');
    if (closing && delimiters.next(end) !== null) {
      notes.push('A boundary follows the closing boundary. Most parsers ignore it and everything after it.');
    }
    if (!closing && end === body.length)
      notes.push('The last boundary does not end with the two closing hyphens.');
    if (!closing && end < body.length) notes.push(`Only the first ${this.mostParts} parts are listed.`);
  }

  private add(kind: Stretch['kind'], start: number, end: number): void {
    if (end > start) this.stretches.push({ kind, start, end });
  }
}

/** Notes about lines at which other readers may split the body differently. */
function oddLines({ delimiters: { lineFeedOnly, longerLineAt, loneFeedAt } }: Split): string[] {
  const notes: string[] = [];
  if (lineFeedOnly) notes.push('Lines end with LF instead of CRLF. Strict parsers reject this body.');
  if (longerLineAt >= 0) {
    notes.push(
      `The line at byte ${longerLineAt} begins with the boundary but is longer. It is treated as content.`,
    );
  }
  if (loneFeedAt >= 0) {
    notes.push(
      `The boundary at byte ${loneFeedAt} follows a lone LF. It is treated as content, but some parsers split there.`,
    );
  }
  return notes;
}
