/**
 * What keeps content from being decoded to its end:
 * - `unknown-coding`      a name that is no coding known here
 * - `unsupported-coding`  this version of Node has no decoder for it
 * - `too-many-codings`    more codings on top of each other than anybody needs
 * - `too-many-members`    more compressed pieces one after the other than anybody needs
 * - `ended-early`         the data ends before the coding says so
 * - `corrupt`             the data is not of that coding, or was damaged
 * - `trailing-bytes`      the content is whole, and further bytes follow it
 */
export type DecodeFaultCode =
  | 'unknown-coding'
  | 'unsupported-coding'
  | 'too-many-codings'
  | 'too-many-members'
  | 'ended-early'
  | 'corrupt'
  | 'trailing-bytes';

/** What is wrong with coded content, for whoever looks at it. */
export type DecodeError = {
  readonly code: DecodeFaultCode;
  /** The coding that could not be undone, as sent. */
  readonly coding: string;
  /** Why, in words: `the data ends before it is complete`. */
  readonly message: string;
};

/** Thrown by decoders. It goes no further than `decodeContent`: outside, undecodable content is data to show. */
export class DecodeFault extends Error {
  readonly code: DecodeFaultCode;

  constructor(code: DecodeFaultCode, message: string) {
    super(message);
    this.code = code;
  }
}

export const endedEarly = () => new DecodeFault('ended-early', 'the data ends before it is complete');
export const trailingBytes = () =>
  new DecodeFault('trailing-bytes', 'further bytes follow the complete data');
export const corrupt = (why: string) => new DecodeFault('corrupt', `the data is damaged: ${why}`);

/**
 * How many members of gzip or frames of zstd are decoded: an empty one has 20 bytes, or 9, and costs a turn of the decoder, so
 * a body of 25 MiB could ask for millions.
 */
export const mostMembers = 5000;
export const tooManyMembers = () =>
  new DecodeFault(
    'too-many-members',
    `only the first ${mostMembers} of the pieces it is made of are decoded`,
  );
