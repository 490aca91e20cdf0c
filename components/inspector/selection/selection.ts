import { type SeqRanges, withRange } from '../feed/seq-ranges.ts';

/** The requests picked in the list, for an action on all of them. */
export type Selection = {
  readonly picked: ReadonlySet<number>;
  /** Where a range begins that Shift extends; null while nothing is picked. */
  readonly anchor: number | null;
};

export type SelectionEvent =
  /** All of these, or none of them if all were picked. */
  | { type: 'toggled'; seqs: readonly number[] }
  /** A range from the anchor, or from `from` without one: `seqs` are its rows, both ends included. */
  | { type: 'extended'; from: number; seqs: readonly number[] }
  | { type: 'removed'; seqs: readonly number[] }
  | { type: 'cleared' };

export const noSelection: Selection = { picked: new Set(), anchor: null };

export function reduceSelection(selection: Selection, event: SelectionEvent): Selection {
  switch (event.type) {
    case 'toggled': {
      const picked = new Set(selection.picked);
      const isPicked = event.seqs.every((seq) => picked.has(seq));
      for (const seq of event.seqs) {
        if (isPicked) picked.delete(seq);
        else picked.add(seq);
      }
      return picked.size === 0 ? noSelection : { picked, anchor: event.seqs.at(-1) ?? null };
    }
    case 'extended':
      return {
        picked: new Set([...selection.picked, ...event.seqs]),
        anchor: selection.anchor ?? event.from,
      };
    case 'removed': {
      const picked = new Set(selection.picked);
      for (const seq of event.seqs) picked.delete(seq);
      if (picked.size === selection.picked.size) return selection;
      return picked.size === 0 ? noSelection : { ...selection, picked };
    }
    case 'cleared':
      return selection.picked.size === 0 ? selection : noSelection;
  }
}

/** The longest term of a filter, characters; the server accepts filters of up to 4,000. */
const maxTermLength = 3900;

/** Filters that match exactly these: `seq:3,7-12`; several where one would be too long. */
export function filtersOf(picked: ReadonlySet<number>): string[] {
  const ranges = [...picked]
    .sort((a, b) => a - b)
    .reduce<SeqRanges>((all, seq) => withRange(all, seq, seq), []);
  const filters: string[] = [];
  let words: string[] = [];
  for (const [from, to] of ranges) {
    const word = from === to ? `${from}` : `${from}-${to}`;
    if (`seq:${[...words, word].join()}`.length > maxTermLength) {
      filters.push(`seq:${words.join()}`);
      words = [];
    }
    words.push(word);
  }
  return words.length > 0 ? [...filters, `seq:${words.join()}`] : filters;
}
