import { type Filter, readFilter } from '#lib/filter/read-filter.ts';
import { factsOfSummary } from '#lib/filter/summary.ts';
import type { CapturePage, CaptureSummary } from '#lib/model/capture-json.ts';
import type { CaptureChange } from '#lib/model/events.ts';
import { noRows, rowOf, rowsBetween, updateRows } from './capture-rows.ts';
import { createUnloadedFeed } from './feed.ts';
import type { Feed, FeedEvent } from './feed-state.ts';

/**
 * Translates an event of the whole list (`all`, which has it already) into the event for the filtered list; null when
 * it does not concern it. The filtered list is a feed of its own, whose pages are fetched with the filter. If a summary
 * has everything the filter needs, new captures are evaluated here; otherwise their seqs become gaps, which the server fills.
 */
export function toFilteredEvent(event: FeedEvent, all: Feed, filter: Filter): FeedEvent | null {
  switch (event.type) {
    case 'captured':
      return evaluate(
        event.captures.map(({ seq }) => seq),
        all,
        filter,
      );
    case 'changed':
      return evaluateChanges(event.changes, all, filter);
    case 'page-received':
      return evaluatePage(event.page, all, filter);
    case 'page-requested':
    case 'page-failed':
    case 'rows-visible':
    case 'older-wanted':
    case 'search-stopped':
    case 'search-resumed':
    case 'away-dismissed':
    case 'reopened':
      return null;
    default:
      return event;
  }
}

/** The filtered list as far as it is known without the server: matches among the loaded rows, if summaries are enough. */
export function filterLoadedRows(all: Feed, filter: Filter): Feed {
  const empty = createUnloadedFeed(all);
  if (!filter.ofSummary || all.floor > all.head) return empty;
  const rows = [...rowsBetween(all.rows, all.floor, all.head)].filter((row) =>
    filter.mayMatch(factsOfSummary(row)),
  );
  return { ...empty, rows: updateRows(noRows, rows), known: all.known, floor: all.floor };
}

/** Evaluates the filter for rows of the whole list; the server has to, where a row is not loaded or its summary is not enough. */
function evaluate(seqs: readonly number[], all: Feed, filter: Filter): FeedEvent | null {
  if (seqs.length === 0) return null;
  const loaded = seqs.map((seq) => rowOf(all.rows, seq));
  if (!filter.ofSummary || loaded.includes(undefined)) return { type: 'needs-evaluation', seqs };
  const isMatch = (row: CaptureSummary) => filter.mayMatch(factsOfSummary(row));
  const rows = loaded as CaptureSummary[];
  return {
    type: 'evaluated',
    matches: rows.filter(isMatch),
    others: rows.filter((row) => !isMatch(row)).map(({ seq }) => seq),
  };
}

/**
 * A page of the whole list brings rows that may have changed without an event. If the filter uses facts that change, rows
 * that did not match may match now. This list takes them for removed, so that no page of its own would bring them back.
 */
function evaluatePage({ captures }: CapturePage, all: Feed, filter: Filter): FeedEvent | null {
  if (!filter.changing?.size) return null;
  const seqs = captures.map(({ seq }) => seq).filter((seq) => rowOf(all.rows, seq) !== undefined);
  return evaluate(seqs, all, filter);
}

/** Evaluates changes of facts that the filter uses; other changes only update rows in place. */
function evaluateChanges(changes: readonly CaptureChange[], all: Feed, filter: Filter): FeedEvent | null {
  const isUsed = (change: CaptureChange) =>
    (['reply', 'note', 'pinned'] as const).some((fact) => fact in change && filter.changing?.has(fact));
  return changes.some(isUsed)
    ? evaluate(
        changes.map(({ seq }) => seq),
        all,
        filter,
      )
    : { type: 'changed', changes };
}

/** Parses a filter text; null when it is empty or has errors. `now` is what relative times count from, milliseconds. */
export function parseFilter(text: string, now: number): Filter | null {
  if (text.trim() === '') return null;
  const { filter, faults } = readFilter(text, now);
  return faults.length === 0 ? filter : null;
}
