/** What a value means, recognized by its form alone: a guess. */
export type Meaning = {
  /** A short note shown beside the value: `exp 1 h after receipt`. */
  readonly words: string;
  /** The decoded contents, shown on demand; empty when the note says everything. */
  readonly details: readonly MeaningDetail[];
};

/** Something that a value contains, as text. */
export type MeaningDetail = {
  readonly title: string;
  readonly text: string;
  /** True when the text is JSON. */
  readonly isJson: boolean;
  /** A note shown beside the title: `not verified`. */
  readonly note: string | null;
};

/** A value with its name, and when the request was received. */
export type NamedValue = {
  /** The name of the JSON member, field or header; null for unnamed values. */
  readonly name: string | null;
  /** Text with escapes decoded, or a number as written. */
  readonly value: string;
  /** Milliseconds since the epoch. */
  readonly receivedAt: number;
};

/** Recognizes one kind of meaning. Every reader is a file of this shape, listed in `index.ts`. Never throws. */
export type Reader = (value: NamedValue) => Meaning | null;
