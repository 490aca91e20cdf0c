import type { CodeSpan } from '../code-line.ts';

/** The reason and the offset (from 0) of an error. */
export type ByteFault = { readonly offset: number; readonly message: string };

/**
 * An item of a self-describing binary format (MessagePack, CBOR):
 * - `scalar`: a value, up to `end`
 * - `array`, `map`: `count` elements or entries, or null if a `break` ends them; the first one is at `next`
 * - `tag`: describes the item at `next`
 * - `break`: ends a container without a count; `next` is the offset after it
 */
export type Item =
  | { readonly is: 'scalar'; readonly end: number }
  | { readonly is: 'array' | 'map'; readonly count: number | null; readonly next: number }
  | { readonly is: 'tag'; readonly next: number }
  | { readonly is: 'break'; readonly next: number }
  | { readonly is: 'fault'; readonly fault: ByteFault };

/** A printed item: its tokens, and notes about it. */
export type Printed = { readonly spans: readonly CodeSpan[]; readonly notes: readonly string[] };

/** A format, for one body. */
export type ItemFormat = {
  /** Whether several items may follow each other. */
  readonly isSequence: boolean;
  itemAt(at: number): Item;
  /** Prints the complete scalar at an offset. */
  printScalar(at: number): Printed;
  /** Prints the tag at an offset. */
  printTag?(at: number): Printed;
};
