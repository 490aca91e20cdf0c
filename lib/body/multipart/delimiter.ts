const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const hyphen = 0x2d;
const space = 0x20;
const tab = 0x09;

/** A delimiter line of a multipart body (RFC 2046 §5.1.1). All offsets are in bytes from the body's start. */
export type Delimiter = {
  /** The end of the content before it: the line break before a delimiter belongs to the delimiter. */
  readonly start: number;
  /** The start of the content after it. */
  readonly end: number;
  /** Whether it ends in `--`, so that no part follows. */
  readonly closing: boolean;
};

/**
 * Finds the delimiter lines of one boundary, reading the body once.
 *
 * Like common readers, and unlike RFC 2046 §5.1.1, it ignores a line with more text after the boundary: else the boundary
 * `a` would match every line of a nested `ab`. The end of the first delimiter line determines whether the lines of this
 * body end in CRLF or in a line feed.
 */
export class Delimiters {
  /** Whether lines end in a line feed; null if no delimiter was found yet. */
  lineFeedOnly: boolean | null = null;
  /** The first line with more text after the boundary, treated as content; −1 if there is none. */
  longerLineAt = -1;
  /** The first delimiter line after a lone line feed in a body with CRLF, treated as content; −1 if there is none. */
  loneFeedAt = -1;

  private readonly body: Uint8Array;
  private readonly marker: Uint8Array;

  /** `marker` is the two hyphens and the boundary. It contains no line feed. */
  constructor(body: Uint8Array, marker: Uint8Array) {
    this.body = body;
    this.marker = marker;
  }

  /** The first delimiter at or after `from`, which must be the start of a line; null if there is none. */
  next(from: number): Delimiter | null {
    const { body, marker } = this;
    // No marker contains a line feed, so each byte of the body is compared at most twice.
    for (let at = from; at + marker.length <= body.length; at = afterLine(body, at)) {
      if (!matches(body, marker, at)) continue;
      const delimiter = this.delimiterAt(at, from);
      if (delimiter !== null) return delimiter;
    }
    return null;
  }

  private delimiterAt(at: number, from: number): Delimiter | null {
    const { body } = this;
    const afterMarker = at + this.marker.length;
    const closing = body[afterMarker] === hyphen && body[afterMarker + 1] === hyphen;
    const lineEnd = skipPadding(body, closing ? afterMarker + 2 : afterMarker);
    const ending = lineBreakLength(body, lineEnd);
    if (ending === 0 && lineEnd < body.length) {
      if (this.longerLineAt < 0) this.longerLineAt = at;
      return null;
    }
    const before = this.lineBreakBefore(at, from, this.lineFeedOnly ?? ending === 1);
    if (before === null) {
      if (this.loneFeedAt < 0) this.loneFeedAt = at;
      return null;
    }
    this.lineFeedOnly ??= ending === 1;
    return { start: at - before, end: lineEnd + ending, closing };
  }

  /** The length of the line break that belongs to a delimiter; null if this body's lines do not end in it. */
  private lineBreakBefore(at: number, from: number, lineFeedOnly: boolean): number | null {
    // The preceding line break was the end of the previous delimiter: the part does not even have an empty line.
    if (at === from) return 0;
    if (lineFeedOnly) return 1;
    const isPair = at - 2 >= from && this.body[at - 2] === carriageReturn;
    if (isPair) return 2;
    // Any line break may precede the first delimiter, since a preamble is ignored.
    return this.lineFeedOnly === null ? 1 : null;
  }
}

/** The start of the line after the one at `at`; beyond the body's end if there is none. */
function afterLine(body: Uint8Array, at: number): number {
  // Not `indexOf`: with short lines a call per line costs more than the loop.
  let end = at;
  while (end < body.length && body[end] !== lineFeed) end++;
  return end + 1;
}

function matches(body: Uint8Array, marker: Uint8Array, at: number): boolean {
  for (let index = 0; index < marker.length; index++) {
    if (body[at + index] !== marker[index]) return false;
  }
  return true;
}

/** Skips transport padding, RFC 2046 §5.1.1. */
function skipPadding(body: Uint8Array, at: number): number {
  let end = at;
  while (body[end] === space || body[end] === tab) end++;
  return end;
}

/** 2 for CRLF, 1 for a line feed, 0 if there is no line break at `at`. */
export function lineBreakLength(body: Uint8Array, at: number): number {
  if (body[at] === lineFeed) return 1;
  return body[at] === carriageReturn && body[at + 1] === lineFeed ? 2 : 0;
}
