import { fromBytes, readable, toBytes } from '#lib/http/byte-string.ts';
import type { MediaType } from '#lib/http/media-type.ts';
import { type Delimiter, Delimiters } from './delimiter.ts';

/** The first delimiter of a body, and how its boundary was found. */
export type Split = {
  readonly delimiters: Delimiters;
  readonly first: Delimiter;
  /** A byte string. */
  readonly boundary: string;
};

/** The valid characters and length of a boundary, RFC 2046 §5.1.1. */
const boundaryShape = /^[\w'()+,\-./:=? ]{0,69}[\w'()+,\-./:=?]$/;

/** The first line of a body, if it is a delimiter. */
const firstLine = /^(?:\r?\n){0,2}--([\w'()+,\-./:=?]{1,70})[\t ]*\r?\n/;

/**
 * Finds the first delimiter of a multipart body: that of the boundary in Content-Type, or else of the boundary in the first
 * line, for wrong Content-Types. Null when there is neither. Adds sentences about problems to `notes`.
 */
export function splitAt(body: Uint8Array, mediaType: MediaType | null, notes: string[]): Split | null {
  const declared = mediaType?.parameters.get('boundary') ?? '';
  if (declared !== '' && !boundaryShape.test(declared)) {
    notes.push(
      'The boundary has characters or a length that RFC 2046 does not allow. Some parsers reject it.',
    );
  }
  const split = declared === '' ? null : splitBy(body, declared);
  if (split !== null) return split;
  const found = firstLine.exec(fromBytes(body.subarray(0, 128)))?.[1];
  const guessed = found === undefined ? null : splitBy(body, found);
  const problem =
    declared === ''
      ? 'Content-Type has no boundary parameter.'
      : `The body does not contain the boundary of Content-Type, ${shown(declared)}.`;
  notes.push(
    guessed === null
      ? problem
      : `${problem} The boundary is taken from the first line: --${guessed.boundary}.`,
  );
  return guessed;
}

function splitBy(body: Uint8Array, boundary: string): Split | null {
  const delimiters = new Delimiters(body, toBytes(`--${boundary}`));
  const first = delimiters.next(0);
  return first && { delimiters, first, boundary };
}

/** A boundary, shortened for a sentence: it may have up to 64 KiB. */
function shown(boundary: string): string {
  return boundary.length > 70 ? `${readable(boundary.slice(0, 70))}…` : readable(boundary);
}
