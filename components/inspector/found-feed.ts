import { type Filter, readFilter } from '#lib/filter/index.ts';
import { factsOfSummary } from '#lib/filter/summary.ts';
import type { CapturePage, CaptureSummary } from '#lib/model/capture-json.ts';
import type { CaptureChange } from '#lib/model/events.ts';
import { changeRows, noRows, rowOf, rowsBetween } from './capture-rows.ts';
import { type Feed, type FeedEvent, feedBeside } from './feed.ts';

/**
 * The list of what a filter finds is a feed of its own: its pages are those of the filter, and what is heard of the whole
 * list becomes what it means to this one. Where a summary says all the filter asks, what arrives is judged here; else its
 * seq is a hole, which asks the server as every hole does.
 */
export function throughFilter(event: FeedEvent, all: Feed, filter: Filter): FeedEvent | null {
  switch (event.type) {
    case 'captured':
      return judgement(
        event.captures.map(({ seq }) => seq),
        all,
        filter,
      );
    case 'changed':
      return afterChanges(event.changes, all, filter);
    case 'page':
      return afterPage(event.page, all, filter);
    case 'asked':
    case 'ask-failed':
    case 'showing':
    case 'older-wanted':
    case 'older-stopped':
    case 'older-resumed':
    case 'away-noted':
      return null;
    default:
      return event;
  }
}

/** What a filter finds, as far as that is known at once: among the rows that are loaded, where summaries say all it asks. */
export function foundFirst(all: Feed, filter: Filter): Feed {
  const empty = feedBeside(all);
  if (!filter.ofSummary || all.floor > all.head) return empty;
  const rows = [...rowsBetween(all.rows, all.floor, all.head)].filter((row) =>
    filter.mayMatch(factsOfSummary(row)),
  );
  return { ...empty, rows: changeRows(noRows, rows), known: all.known, floor: all.floor };
}

/** Which of these, as the whole list has them by now, belong. What it does not have, the server is asked. */
function judgement(seqs: readonly number[], all: Feed, filter: Filter): FeedEvent | null {
  if (seqs.length === 0) return null;
  const known = seqs.map((seq) => rowOf(all.rows, seq));
  if (!filter.ofSummary || known.includes(undefined)) return { type: 'unjudged', seqs };
  const matches = (row: CaptureSummary) => filter.mayMatch(factsOfSummary(row));
  const rows = known as CaptureSummary[];
  return {
    type: 'judged',
    rows: rows.filter(matches),
    others: rows.filter((row) => !matches(row)).map(({ seq }) => seq),
  };
}

/**
 * The whole list has looked at rows anew, since they may have changed unheard. Where the filter asks for what changes, those
 * it left out may belong by now: to this list they are gone, and no page of its own brings them back.
 */
function afterPage({ captures }: CapturePage, all: Feed, filter: Filter): FeedEvent | null {
  if (!filter.changing?.size) return null;
  const seqs = captures.map(({ seq }) => seq).filter((seq) => rowOf(all.rows, seq) !== undefined);
  return judgement(seqs, all, filter);
}

/** A change that the filter does not ask about changes rows where they are. */
function afterChanges(changes: readonly CaptureChange[], all: Feed, filter: Filter): FeedEvent | null {
  const asksFor = (change: CaptureChange) =>
    (['reply', 'note', 'pinned'] as const).some((fact) => fact in change && filter.changing?.has(fact));
  return changes.some(asksFor)
    ? judgement(
        changes.map(({ seq }) => seq),
        all,
        filter,
      )
    : { type: 'changed', changes };
}

/** The filter of a text, read at this moment; null when it is empty or has faults. */
export function filterOf(text: string, now: number): Filter | null {
  if (text.trim() === '') return null;
  const { filter, faults } = readFilter(text, now);
  return faults.length === 0 ? filter : null;
}
