/** An argument of a command: a byte string without quotes, and the offset where it begins. */
export type Word = { readonly text: string; readonly at: number };

/** A command in a text for a shell. */
export type Command = {
  readonly words: readonly Word[];
  /** The file that its input comes from; null if there is none. */
  readonly inputFile: string | null;
  /** Its input as it is written in the text, such as a here-document; null if there is none. */
  readonly input: string | null;
  /** Whether its input comes from the command before it. */
  readonly isPiped: boolean;
  /** Variables and substitutions in it, which are kept as they are written. */
  readonly unknown: readonly string[];
};
