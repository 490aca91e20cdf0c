const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const hyphen = 0x2d;
const space = 0x20;
const tab = 0x09;

/** A delimiter line of a multipart body (RFC 2046 §5.1.1). All places are in bytes from the body's start. */
export type Delimiter = {
  /** Where what is before it ends: the line break before a delimiter belongs to the delimiter. */
  readonly start: number;
  /** Where what follows its line begins. */
  readonly end: number;
  /** True when it ends in `--`: no further part follows. */
  readonly closing: boolean;
};

/**
 * Finds the delimiter lines of one boundary, reading the body once.
 *
 * As the readers in use do, and other than RFC 2046 §5.1.1 allows, a line that goes on after the boundary is no
 * delimiter: else the boundary `a` would end at every line of a nested `ab`. How the first delimiter line ends decides
 * whether the lines of this body end in CRLF, or in a line feed alone.
 */
export class Delimiters {
  /** True when lines end in a line feed alone; null as long as no delimiter was found. */
  lineFeedOnly: boolean | null = null;
  /** The first line that begins with the boundary but goes on, taken as content; −1 while there is none. */
  longerLineAt = -1;
  /** The first delimiter line that follows a line feed alone in a body of CRLF, taken as content; −1 while there is none. */
  loneFeedAt = -1;

  private readonly body: Uint8Array;
  private readonly marker: Uint8Array;

  /** `marker` is the two hyphens and the boundary. It holds no line feed. */
  constructor(body: Uint8Array, marker: Uint8Array) {
    this.body = body;
    this.marker = marker;
  }

  /** The first delimiter at or after `from`, which is the start of a line; null when there is none. */
  next(from: number): Delimiter | null {
    const { body, marker } = this;
    // No marker holds a line feed, so each byte of the body is compared at most twice.
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

  /** The length of the line break that belongs to a delimiter; null when it is not one that this body's lines end in. */
  private lineBreakBefore(at: number, from: number, lineFeedOnly: boolean): number | null {
    // The line break before was the end of the delimiter before: a part without so much as an empty line.
    if (at === from) return 0;
    if (lineFeedOnly) return 1;
    const isPair = at - 2 >= from && this.body[at - 2] === carriageReturn;
    if (isPair) return 2;
    // Whatever the lines of a preamble end in, it is for nobody.
    return this.lineFeedOnly === null ? 1 : null;
  }
}

/** Where the line after the one at `at` begins; past the body's end when there is none. */
function afterLine(body: Uint8Array, at: number): number {
  // Not `indexOf`: a call for each line costs more than the loop where lines are short.
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

/** Transport padding, RFC 2046 §5.1.1. */
function skipPadding(body: Uint8Array, at: number): number {
  let end = at;
  while (body[end] === space || body[end] === tab) end++;
  return end;
}

/** 2 for CRLF, 1 for a line feed, 0 when no line break is at `at`. */
export function lineBreakLength(body: Uint8Array, at: number): number {
  if (body[at] === lineFeed) return 1;
  return body[at] === carriageReturn && body[at + 1] === lineFeed ? 2 : 0;
}
