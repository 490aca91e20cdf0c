import { durationWords } from '#components/frame/time-words.ts';
import { bodySizeWords } from '#components/request/body-size.ts';
import { kindWord } from '#components/request/describe-request.ts';
import type { CaptureSummary } from '#lib/model/capture-json.ts';

/** A column of the list that can be shown or hidden. `reply` and `time` render themselves; the others are a text. */
export type Column = {
  readonly id: ColumnId;
  /** Pixels, a multiple of 8; longer text is truncated. */
  readonly width: number;
  readonly text?: (row: CaptureSummary) => string;
};

export type ColumnId =
  | 'from'
  | 'type'
  | 'provider'
  | 'event'
  | 'signature'
  | 'schema'
  | 'seq'
  | 'reply'
  | 'took'
  | 'size'
  | 'time';

export const columns: readonly Column[] = [
  { id: 'from', width: 112, text: (row) => (row.client ?? row.peer).address },
  { id: 'type', width: 72, text: (row) => kindWord(row.contentType) },
  { id: 'provider', width: 72, text: (row) => row.provider?.id ?? '' },
  { id: 'event', width: 104, text: (row) => row.provider?.event ?? '' },
  { id: 'signature', width: 72, text: (row) => row.signature ?? '' },
  { id: 'schema', width: 72, text: (row) => row.schema ?? '' },
  { id: 'seq', width: 48, text: (row) => String(row.seq) },
  { id: 'reply', width: 40 },
  { id: 'took', width: 64, text: (row) => durationWords(row.uploadMs) },
  { id: 'size', width: 64, text: (row) => bodySizeWords(row) },
  { id: 'time', width: 56 },
];

export const usualColumns: readonly ColumnId[] = ['reply', 'size', 'time'];

/** Columns hidden first where there is not room for all. */
const hideOrder: readonly ColumnId[] = [
  'size',
  'took',
  'seq',
  'type',
  'event',
  'schema',
  'signature',
  'provider',
  'from',
  'time',
  'reply',
];

/** The width of a clock time instead of an age, pixels. */
const clockWidth = 96;
/** The width of the method, the edges and the shortest path, pixels. */
const fixedWidth = 14 + 60 + 12 + 16 + 130;
const gap = 8;

export type ShownColumn = { readonly column: Column; readonly width: number };

/** The chosen columns that fit into a list of that width, in order. */
export function shownColumns(chosen: readonly string[], listWidth: number, clock: boolean): ShownColumn[] {
  let shown = columns
    .filter(({ id }) => chosen.includes(id))
    .map(
      (column): ShownColumn => ({
        column,
        width: column.id === 'time' && clock ? clockWidth : column.width,
      }),
    );
  for (const id of hideOrder) {
    const taken = shown.reduce((sum, { width }) => sum + width + gap, fixedWidth);
    if (taken <= listWidth) break;
    shown = shown.filter(({ column }) => column.id !== id || shown.length <= 1);
  }
  return shown;
}

/** The grid template of heading and rows: method, path, marks, columns. */
export function gridOf(shown: readonly ShownColumn[]): string {
  return `60px minmax(0,1fr) auto ${shown.map(({ width }) => `${width}px`).join(' ')}`;
}

/** How many characters of a path fit, each `letterWidth` pixels wide. */
export function roomForPath(shown: readonly ShownColumn[], listWidth: number, letterWidth: number): number {
  const taken = shown.reduce((sum, { width }) => sum + width + gap, 14 + 60 + 12 + 2 * gap);
  return Math.max(10, Math.floor((listWidth - taken) / letterWidth));
}

/** Parses stored columns; the default columns where nothing valid is stored. */
export function parseColumns(stored: string | null): readonly string[] {
  if (stored === null) return usualColumns;
  const ids = stored.split(',').filter((id) => columns.some((column) => column.id === id));
  return ids.length > 0 ? ids : usualColumns;
}
