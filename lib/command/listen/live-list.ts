import type { CaptureSummary } from '#lib/model/capture-json.ts';
import type { Output } from '../output.ts';
import { printable } from '../printable.ts';
import { eventLine } from './event-line.ts';
import type { ListenEvent } from './listen-event.ts';

/** What the live list shows. Pure: `liveListAfter` makes the next state, `liveListLines` the screen. */
export type LiveList = {
  /** The newest last. */
  readonly rows: readonly Row[];
  /** How many rows there have been: the ID of the newest one. */
  readonly count: number;
  /** The ID of the selected row; null to follow the newest. */
  readonly selected: number | null;
  readonly heading: readonly string[];
  readonly status: string;
  readonly behind: number;
  readonly filter: string;
  /** Whether the filter is being typed. */
  readonly isTyping: boolean;
};

export type Row = {
  readonly id: number;
  readonly slug: string;
  readonly capture: CaptureSummary;
  readonly text: string;
};

/** What a key asks for, beside changes of the list itself. */
export type Wish = { readonly do: 'replay' | 'open' | 'copy'; readonly row: Row } | { readonly do: 'quit' };

export const emptyList: LiveList = {
  rows: [],
  count: 0,
  selected: null,
  heading: [],
  status: 'Waiting for requests …',
  behind: 0,
  filter: '',
  isTyping: false,
};

const mostRows = 500;
export const keysLine = '↑↓ select   r replay   o URL   c curl   f filter   q quit';

/** The list after an event of a listener. */
export function liveListAfter(
  list: LiveList,
  event: ListenEvent,
  output: Pick<Output, 'paint'>,
  isOneOfSeveral: boolean,
): LiveList {
  const text = eventLine(output, { ...event, behind: 0 }, isOneOfSeveral);
  const behind = event.behind;
  if (event.kind === 'listening') return { ...list, behind, heading: [...list.heading, text] };
  if (event.kind !== 'sent') return { ...list, behind, status: text };
  const count = list.count + 1;
  const row = { id: count, slug: event.slug, capture: event.capture, text };
  return { ...list, behind, count, rows: [...list.rows, row].slice(-mostRows) };
}

/** The rows that the typed filter leaves: those whose method, path or provider contain it. */
export function shownRows({ rows, filter }: LiveList): readonly Row[] {
  const wanted = filter.toLowerCase();
  if (wanted === '') return rows;
  return rows.filter(({ capture: { method, path, provider } }) =>
    `${method} ${path} ${provider?.id ?? ''} ${provider?.event ?? ''}`.toLowerCase().includes(wanted),
  );
}

/** The row that keys act on: the selected one, or the newest. */
export function selectedRow(list: LiveList): Row | undefined {
  const rows = shownRows(list);
  return rows.find(({ id }) => id === list.selected) ?? rows.at(-1);
}

/** The list after a key, and what it asks for. */
export function afterKey(
  list: LiveList,
  key: string,
): { readonly list: LiveList; readonly wish: Wish | null } {
  const stays = (changed: Partial<LiveList>) => ({ list: { ...list, ...changed }, wish: null });
  if (key === '\u0003') return { list, wish: { do: 'quit' } };
  if (list.isTyping) {
    if (key === '\r') return stays({ isTyping: false });
    if (key === '\u001b') return stays({ isTyping: false, filter: '' });
    if (key === '\u007f' || key === '\b') return stays({ filter: list.filter.slice(0, -1) });
    return stays(/^[\x20-\x7e]+$/.test(key) ? { filter: list.filter + key } : {});
  }
  const row = selectedRow(list);
  switch (key) {
    case 'q':
      return { list, wish: { do: 'quit' } };
    case 'f':
    case '/':
      return stays({ isTyping: true });
    case 'r':
      return { list, wish: row ? { do: 'replay', row } : null };
    case 'o':
      return { list, wish: row ? { do: 'open', row } : null };
    case 'c':
      return { list, wish: row ? { do: 'copy', row } : null };
    case '\u001b[A':
    case 'k':
      return stays({ selected: neighbour(list, -1) });
    case '\u001b[B':
    case 'j':
      return stays({ selected: neighbour(list, 1) });
    default:
      return stays({});
  }
}

/** The row above or below the selected one; null below the newest, to follow it again. */
function neighbour(list: LiveList, step: 1 | -1): number | null {
  const rows = shownRows(list);
  const row = selectedRow(list);
  if (!row) return null;
  const place = rows.indexOf(row) + step;
  if (step === 1 && place >= rows.length - 1) return null;
  return rows[Math.max(0, place)]?.id ?? null;
}

/** The screen, with at most `height` lines, none of them wider than the terminal. */
export function liveListLines(
  list: LiveList,
  { columns, height }: { columns: number; height: number },
  { paint }: Pick<Output, 'paint'>,
): string[] {
  const rows = shownRows(list);
  const selected = selectedRow(list);
  const room = Math.max(1, height - list.heading.length - 3);
  const at = selected ? rows.indexOf(selected) : -1;
  const first = Math.max(0, Math.min(at - Math.floor(room / 2), rows.length - room));
  const shown = rows.slice(first, first + room).map((row) => {
    const line = cut(row.text, columns - 2);
    return row === selected ? `${paint('inverse', '>')} ${line}` : `  ${line}`;
  });
  const filter = list.isTyping
    ? `Filter: ${printable(list.filter)}_   Enter keep   Esc clear`
    : list.filter === ''
      ? keysLine
      : `${keysLine}   (filter: ${printable(list.filter)})`;
  const behind = list.behind > 0 ? `${list.behind} behind, sending   ` : '';
  return [
    ...list.heading.map((line) => cut(line, columns)),
    '',
    ...shown,
    cut(`${behind}${list.status}`, columns),
    cut(filter, columns),
  ].slice(0, height);
}

/** A line without what does not fit. Styles take no room; after a cut they are reset. */
function cut(line: string, columns: number): string {
  let width = 0;
  let result = '';
  for (const [piece] of line.matchAll(/\u001b\[[0-9;]*m|./gsu)) {
    if (piece.startsWith('\u001b[')) result += piece;
    else if (width < columns) {
      width += 1;
      result += piece;
    }
  }
  return result;
}
