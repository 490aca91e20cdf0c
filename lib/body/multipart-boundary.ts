import { fromBytes, readable, toBytes } from '#lib/http/byte-string.ts';
import type { MediaType } from '#lib/http/media-type.ts';
import { type Delimiter, Delimiters } from './multipart-delimiter.ts';

/** Where a body is split, and what had to be decided to do so. */
export type Split = {
  readonly delimiters: Delimiters;
  readonly first: Delimiter;
  /** A byte string. */
  readonly boundary: string;
};

/** Characters of a boundary and its length, RFC 2046 §5.1.1. */
const boundaryShape = /^[\w'()+,\-./:=? ]{0,69}[\w'()+,\-./:=?]$/;

/** A body's first line when it is a delimiter of a boundary we have not been told. */
const firstLine = /^(?:\r?\n){0,2}--([\w'()+,\-./:=?]{1,70})[\t ]*\r?\n/;

/**
 * Finds the first delimiter of a multipart body: of the boundary that its Content-Type names, else of the one its first
 * line shows, which is how a wrong label is made sense of. Null when there is neither. Adds to `notes` what is amiss.
 */
export function splitAt(body: Uint8Array, mediaType: MediaType | null, notes: string[]): Split | null {
  const declared = mediaType?.parameters.get('boundary') ?? '';
  if (declared !== '' && !boundaryShape.test(declared)) {
    notes.push(
      'The boundary has characters or a length that RFC 2046 does not allow; some readers refuse it.',
    );
  }
  const split = declared === '' ? null : splitBy(body, declared);
  if (split !== null) return split;
  const found = firstLine.exec(fromBytes(body.subarray(0, 128)))?.[1];
  const guessed = found === undefined ? null : splitBy(body, found);
  const trouble =
    declared === ''
      ? 'Content-Type names no boundary'
      : `The boundary that Content-Type names, ${shown(declared)}, is not in the body`;
  notes.push(
    guessed === null
      ? `${trouble}.`
      : `${trouble}; the parts are those of the first line, --${guessed.boundary}.`,
  );
  return guessed;
}

function splitBy(body: Uint8Array, boundary: string): Split | null {
  const delimiters = new Delimiters(body, toBytes(`--${boundary}`));
  const first = delimiters.next(0);
  return first && { delimiters, first, boundary };
}

/** A boundary in a sentence: a header may hold 64 KiB of it. */
function shown(boundary: string): string {
  return boundary.length > 70 ? `${readable(boundary.slice(0, 70))}…` : readable(boundary);
}
