/** What a value says beside what it is: found by its form alone, so it is a guess that is put quietly. */
export type Meaning = {
  /** A few words to stand beside the value: `exp 1 h after receipt`. */
  readonly words: string;
  /** What is in it, to be opened; empty when the words say all. */
  readonly inside: readonly Inside[];
};

/** Something a value holds, as text. */
export type Inside = {
  readonly title: string;
  readonly text: string;
  /** True when the text is JSON. */
  readonly isJson: boolean;
  /** What must be said with it: `not verified`. */
  readonly note: string | null;
};

/** A value, what it is called, and when the request came. */
export type Said = {
  /** The name of its member, field or header; null when it has none. */
  readonly name: string | null;
  /** Text, with escapes undone, or a number as it is written. */
  readonly value: string;
  /** Milliseconds since the epoch. */
  readonly receivedAt: number;
};

/** One kind of meaning. Every reader is a file of this shape, listed in `index.ts`; none throws, whatever the value is. */
export type Reader = (said: Said) => Meaning | null;
