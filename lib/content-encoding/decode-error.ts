/**
 * Why content could not be decoded completely:
 * - `unknown-coding`      not a known content encoding
 * - `unsupported-coding`  this version of Node has no decoder for it
 * - `too-many-codings`    too many encodings applied to each other
 * - `too-many-members`    too many compressed members one after the other
 * - `ended-early`         the data ends too early
 * - `corrupt`             the data is not in that encoding, or is damaged
 * - `trailing-bytes`      the content is complete, but extra bytes follow it
 */
export type DecodeFaultCode =
  | 'unknown-coding'
  | 'unsupported-coding'
  | 'too-many-codings'
  | 'too-many-members'
  | 'ended-early'
  | 'corrupt'
  | 'trailing-bytes';

/** The error of encoded content, for viewers. */
export type DecodeError = {
  readonly code: DecodeFaultCode;
  /** The encoding that could not be decoded, as sent. */
  readonly coding: string;
  /** The reason: `the data is incomplete`. */
  readonly message: string;
};

/** Thrown by decoders and caught by `decodeContent`, which returns it as a `DecodeError`. */
export class DecodeFault extends Error {
  readonly code: DecodeFaultCode;

  constructor(code: DecodeFaultCode, message: string) {
    super(message);
    this.code = code;
  }
}

export const endedEarly = () => new DecodeFault('ended-early', 'the data is incomplete');
export const trailingBytes = () => new DecodeFault('trailing-bytes', 'extra bytes follow the data');
export const corrupt = (why: string) => new DecodeFault('corrupt', `the data is corrupt: ${why}`);

/**
 * How many members of gzip or frames of zstd are decoded: an empty one has 20 bytes, or 9, and costs a turn of the decoder, so
 * a body of 25 MiB could ask for millions.
 */
export const mostMembers = 5000;
export const tooManyMembers = () =>
  new DecodeFault('too-many-members', `only the first ${mostMembers} compressed members were decoded`);
