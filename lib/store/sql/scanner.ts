import type { FilterSource } from '#lib/filter/read-filter.ts';
import type { Asker } from '#lib/model/asker.ts';
import type { SummaryRow } from '../capture-row.ts';
import type { SeqRange } from './seq-windows.ts';

/** Which captures to look at, in which order, and at how many of them at most. */
export type ScanRange = {
  readonly binId: number;
  readonly after: number;
  readonly before: number;
  readonly upwards: boolean;
  readonly most: number;
};

/** A part of a search, for another thread. */
export type ScanOrder = ScanRange & { readonly filter: FilterSource };

/** What a scan found before its time was over. */
export type Scan = {
  /** The captures that match. */
  readonly rows: SummaryRow[];
  /** How many captures it looked at: those that the columns do not exclude. */
  readonly looked: number;
  /** The range it did not get to; null when it looked at all. */
  readonly rest: SeqRange | null;
  /** The capture at which it stopped because the filter is expensive for it: it is not among the others. */
  readonly costly: SummaryRow | null;
};

/** Scans captures on a thread of its own. */
export type Scanner = {
  /** Fails with `AskerLeft` once the asker has left, and with the errors of the database. */
  scan(order: ScanOrder, asker: Asker): Promise<Scan>;
};
