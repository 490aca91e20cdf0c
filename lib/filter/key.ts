import type { ListedFacts } from '#lib/model/capture.ts';
import type { Cost } from './cost.ts';
import type { Operator } from './tokens.ts';

/** The request that a filter is evaluated on. */
export type Subject = {
  readonly facts: ListedFacts;
  /** The body without its content encodings (`searchedBody`); empty when the filter does not need it. */
  readonly body: Uint8Array;
};

/** A condition on a column of the store, so that it can skip rows that cannot match. */
export type Narrowing = {
  readonly column:
    | 'method'
    | 'headers'
    | 'receivedAt'
    | 'bodySize'
    | 'seq'
    | 'pinned'
    | 'aborted'
    | 'truncated'
    | 'provider'
    | 'event'
    | 'deliveryId'
    | 'signature'
    | 'schema';
  /**
   * The last two ignore the case of ASCII letters: `inUpperCase` compares with texts in upper case, and holds for texts with other
   * characters; `contains` looks for a text.
   */
  readonly is: 'equals' | 'not' | 'in' | 'gt' | 'gte' | 'lt' | 'lte' | 'inUpperCase' | 'contains';
  readonly value: number | boolean | string | null | readonly string[];
};

/** Properties of a stored capture that may change, so that it begins or stops to match. */
export type Changing = 'reply' | 'note' | 'pinned';

/** The test of one term. */
export type Test = {
  readonly matches: (subject: Subject) => boolean;
  readonly needsBody?: boolean;
  /** Negligible when absent. */
  readonly cost?: Cost;
  /** A capture's summary is enough to evaluate it: browsers test new requests without asking the server. */
  readonly ofSummary?: boolean;
  /** The changeable properties of a capture that it depends on. */
  readonly changing?: readonly Changing[];
  /** Conditions that hold for every capture that matches. */
  readonly narrowing?: Narrowing | readonly Narrowing[];
};

/** One key of the grammar. Each key is a file of this shape, listed in `index.ts`, which completion, documentation and tests read. */
export type FilterKey = {
  readonly name: string;
  /** An example of a whole term. */
  readonly example: string;
  /** What the key finds: completes the sentence "Finds …". */
  readonly finds: string;
  /** The operators it supports in addition to `:`. */
  readonly operators?: readonly Operator[];
  /** Values that completion offers, in addition to those seen in the bin. */
  readonly values?: readonly string[];
  /** Everything it needs is in a capture's summary (whose `headers` are Content-Type and User-Agent only). */
  readonly ofSummary?: boolean;
  /** The changeable properties of a capture that it depends on. */
  readonly changing?: readonly Changing[];
  /** The test for a value, or a sentence that says what to enter instead. `now` is in milliseconds since the epoch. */
  read(value: string, operator: Operator, now: number): Test | string;
};
