import type { CaptureFacts } from '#lib/model/capture.ts';
import type { Cost } from './cost.ts';
import type { Operator } from './tokens.ts';

/** What a filter looks at. */
export type Subject = {
  readonly facts: Omit<CaptureFacts, 'trailers'>;
  /** The bytes kept of the body; empty when the filter said that it does not need them. */
  readonly body: Uint8Array;
};

/** A bound on a column of the store, which spares it reading rows that cannot match. */
export type Narrowing = {
  readonly column:
    | 'receivedAt'
    | 'bodySize'
    | 'seq'
    | 'pinned'
    | 'aborted'
    | 'truncated'
    | 'provider'
    | 'event'
    | 'deliveryId';
  readonly is: 'equals' | 'not' | 'in' | 'gt' | 'gte' | 'lt' | 'lte';
  readonly value: number | boolean | string | null | readonly string[];
};

/** What may change of a capture once it is kept, so that it begins or ceases to match. */
export type Changing = 'reply' | 'note' | 'pinned';

/** What a word of a filter asks. */
export type Test = {
  readonly matches: (subject: Subject) => boolean;
  readonly needsBody?: boolean;
  /** Next to nothing where it is not said. */
  readonly cost?: Cost;
  /** What it needs is in a capture's summary: browsers judge what arrives by it, without asking the server. */
  readonly ofSummary?: boolean;
  /** What it asks for that may change of a capture. */
  readonly changing?: readonly Changing[];
  /** Holds for every capture that matches; nothing is said where there is none. */
  readonly narrowing?: Narrowing | readonly Narrowing[];
};

/**
 * One key of the grammar. Every key is a file of this shape, listed in `index.ts`; completion, documentation and tests read
 * that list.
 */
export type FilterKey = {
  readonly name: string;
  /** An example of a whole word, and what it finds. */
  readonly example: string;
  readonly finds: string;
  /** The operators it takes besides `:`. */
  readonly operators?: readonly Operator[];
  /** Values worth offering while somebody types; what has been seen comes beside them. */
  readonly values?: readonly string[];
  /** All it looks at is in a capture's summary (`headers` being Content-Type and User-Agent alone). */
  readonly ofSummary?: boolean;
  /** What it looks at that may change of a capture. */
  readonly changing?: readonly Changing[];
  /** The test for a value, or a sentence that says what the value should be. `now` is in milliseconds since the epoch. */
  read(value: string, operator: Operator, now: number): Test | string;
};
