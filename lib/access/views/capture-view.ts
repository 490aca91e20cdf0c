import type { Filter } from '#lib/filter/read-filter.ts';
import type { Capture, CaptureFacts } from '#lib/model/capture.ts';
import type { CapturePage, CaptureSummary } from '#lib/model/capture-json.ts';
import type { CaptureEdit } from '#lib/model/input.ts';
import type { Redaction } from '#lib/model/masking.ts';
import type { Timeline } from '#lib/model/timeline.ts';
import type { ValueCounts } from '#lib/model/value-counts.ts';
import type { Store } from '#lib/store/store.ts';

/**
 * The captures of a bin as a link may see them: all or one, masked or not. Everything that shows captures reads them through
 * a view, never from the store. The methods are those of the store.
 */
export type CaptureView = {
  list(page: Parameters<Store['list']>[1]): Promise<CapturePage>;
  capture(seq: number | 'latest'): Promise<Capture | null>;
  captureFacts(seq: number | 'latest'): Promise<CaptureFacts | null>;
  eachCapture(filter?: Filter): AsyncIterable<Capture>;
  readBody(seq: number, first: number, last: number): AsyncIterable<Uint8Array>;
  counts(): Promise<{ head: number; total: number }>;
  timeline(query: Parameters<Store['timeline']>[1]): Promise<Timeline>;
  values(query: Parameters<Store['values']>[1]): Promise<ValueCounts>;
  /** With `before`, fails with `precondition-failed` where note and pin, as this view shows them, are no longer these. */
  changeCapture(
    seq: number,
    edit: CaptureEdit,
    before?: Parameters<Store['changeCapture']>[3],
  ): Promise<CaptureSummary | null>;
  /** The same view with more masked, as a link with this `redaction` would show it. */
  masked(redaction: Redaction): CaptureView;
};

/** The store methods that return captures: request handlers get a view instead. */
export const viewMethods = [
  'list',
  'capture',
  'captureFacts',
  'eachCapture',
  'readBody',
  'counts',
  'timeline',
  'values',
  'changeCapture',
] as const satisfies (keyof Store & keyof CaptureView)[];
