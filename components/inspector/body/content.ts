/** Bytes to look at, wherever they come from: a body, a decoded body, a part of one. */
export type Content = {
  readonly bytes: Uint8Array;
  /** The value of its Content-Type, null when it has none. */
  readonly contentType: string | null;
  /** What it is called when it is copied or saved: `Body`, `Part 2`. */
  readonly name: string;
  /** What it is saved as. */
  readonly fileName: string;
  /** The request it came in. */
  readonly seq: number;
  /** Of the bytes of a body as it was sent; null for what was made of them. */
  readonly sha256: string | null;
  /** What is worth knowing before reading it. */
  readonly remarks: readonly Remark[];
  /** True when the bytes are compressed: that they do not look like what they are said to be is no news. */
  readonly coded: boolean;
};

export type Remark = {
  readonly tone: 'quiet' | 'careful' | 'bad';
  /** Without a capital at the start or a full stop: several are joined to one sentence. */
  readonly words: string;
};
