import { durationWords } from '#components/frame/time-words.ts';
import { humanSize } from '#lib/body/size.ts';
import type { CaptureSummary } from '#lib/model/capture-json.ts';
import { kindWord } from './describe-row.ts';

/** A column of the list that people may choose. `reply` and `time` draw themselves; the others are a text. */
export type Column = {
  readonly id: string;
  readonly title: string;
  /** As the menu lists it, where the title alone says too little. */
  readonly words: string;
  /** Pixels; what is cut off is not read. */
  readonly width: number;
  readonly text?: (row: CaptureSummary) => string;
};

export const columns = [
  {
    id: 'from',
    title: 'From',
    words: 'Address',
    width: 112,
    text: (row) => (row.client ?? row.peer).address,
  },
  { id: 'type', title: 'Type', words: 'Content type', width: 72, text: (row) => kindWord(row.contentType) },
  { id: 'provider', title: 'Provider', words: 'Provider', width: 72, text: (row) => row.provider?.id ?? '' },
  { id: 'event', title: 'Event', words: 'Event', width: 104, text: (row) => row.provider?.event ?? '' },
  { id: 'seq', title: '#', words: 'Number', width: 48, text: (row) => String(row.seq) },
  { id: 'reply', title: 'Reply', words: 'Reply', width: 32 },
  {
    id: 'took',
    title: 'Upload',
    words: 'Time to arrive',
    width: 60,
    text: (row) => durationWords(row.uploadMs),
  },
  { id: 'size', title: 'Size', words: 'Size', width: 60, text: (row) => humanSize(row.body.size) },
  { id: 'time', title: 'Age', words: 'Time', width: 44 },
] as const satisfies readonly Column[];

export type ColumnId = (typeof columns)[number]['id'];

export const usualColumns: readonly ColumnId[] = ['reply', 'size', 'time'];

/** Which go first where there is not room for all: the size is everybody's, the others somebody has chosen. */
const leaving: readonly ColumnId[] = [
  'size',
  'took',
  'seq',
  'type',
  'event',
  'provider',
  'from',
  'time',
  'reply',
];

/** The width of a clock time instead of an age, pixels. */
const clockWidth = 92;
/** What the method, the edges and the least of a path take, pixels. */
const fixed = 14 + 60 + 12 + 16 + 130;
const gap = 8;

export type ShownColumn = { readonly column: Column; readonly width: number };

/** The columns that were chosen, in their order, as far as a list of that width has room. */
export function shownColumns(chosen: readonly string[], listWidth: number, clock: boolean): ShownColumn[] {
  let shown = columns
    .filter(({ id }) => chosen.includes(id))
    .map((column): ShownColumn & { column: { id: ColumnId } } => ({
      column,
      width: column.id === 'time' && clock ? clockWidth : column.width,
    }));
  for (const id of leaving) {
    const taken = shown.reduce((sum, { width }) => sum + width + gap, fixed);
    if (taken <= listWidth) break;
    shown = shown.filter(({ column }) => column.id !== id || shown.length <= 1);
  }
  return shown;
}

/** The grid of heading and rows: method, path, marks, and the columns. */
export function gridOf(shown: readonly ShownColumn[]): string {
  return `60px minmax(0,1fr) auto ${shown.map(({ width }) => `${width}px`).join(' ')}`;
}

/** How many characters of a path have room. */
export function roomForPath(shown: readonly ShownColumn[], listWidth: number): number {
  const taken = shown.reduce((sum, { width }) => sum + width + gap, 14 + 60 + 12 + 2 * gap);
  return Math.max(10, Math.floor((listWidth - taken) / 7.5));
}

/** What was stored; null for what no list of columns is. */
export function parseColumns(stored: string | null): readonly string[] {
  if (stored === null) return usualColumns;
  const ids = stored.split(',').filter((id) => columns.some((column) => column.id === id));
  return ids.length > 0 ? ids : usualColumns;
}
