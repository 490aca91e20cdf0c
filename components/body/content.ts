/** Bytes to view: a body, a decoded body, or a part of a body. */
export type Content = {
  readonly bytes: Uint8Array;
  /** The value of its Content-Type; null when it has none. */
  readonly contentType: string | null;
  /** Its name in labels and announcements: `Body`, `Part 2`. */
  readonly name: string;
  /** The name of the downloaded file. */
  readonly fileName: string;
  /** The seq of its request. */
  readonly seq: number;
  /** The SHA-256 of a body as received; null for decoded bodies and parts. */
  readonly sha256: string | null;
  /** Notices to show above it. */
  readonly remarks: readonly Remark[];
  /** True when the bytes are still compressed, so that they are not expected to match the Content-Type. */
  readonly isEncoded: boolean;
};

export type Remark = {
  readonly tone: 'quiet' | 'careful' | 'bad';
  /** One or more sentences. */
  readonly words: string;
};
