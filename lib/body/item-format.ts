import type { CodeSpan } from './code-line.ts';

/** Why bytes are not of a format, and where, counted from 0. */
export type ByteFault = { readonly offset: number; readonly message: string };

/**
 * What stands at a place of a body made of items that say themselves how long they are (MessagePack, CBOR):
 * - `scalar`   a value, up to `end`
 * - `array`, `map`   `count` elements or entries, null for as many as come before a `break`; the first one is at `next`
 * - `tag`      says more of the item at `next`
 * - `break`    ends what has no count; what follows is at `next`
 */
export type Item =
  | { readonly is: 'scalar'; readonly end: number }
  | { readonly is: 'array' | 'map'; readonly count: number | null; readonly next: number }
  | { readonly is: 'tag'; readonly next: number }
  | { readonly is: 'break'; readonly next: number }
  | { readonly is: 'fault'; readonly fault: ByteFault };

/** An item in words: its tokens, and what is worth saying beside them. */
export type Printed = { readonly spans: readonly CodeSpan[]; readonly notes: readonly string[] };

/** A format as seen in one body. */
export type ItemFormat = {
  /** True when several items may follow one another. */
  readonly isSequence: boolean;
  itemAt(at: number): Item;
  /** A scalar that has been found whole. */
  printScalar(at: number): Printed;
  /** The tag that stands there. */
  printTag?(at: number): Printed;
};
