import { describe, expect, it } from 'vitest';
import {
  columns,
  gridOf,
  parseColumns,
  roomForPath,
  shownColumns,
  usualColumns,
} from '#components/inspector/list/columns.ts';

const ids = (chosen: readonly string[], width: number, clock = false) =>
  shownColumns(chosen, width, clock).map(({ column }) => column.id);

describe('the columns of the list', () => {
  it('are those that were chosen, in their order, as far as there is room', () => {
    expect(ids(usualColumns, 520)).toEqual(['reply', 'size', 'time']);
    expect(ids(usualColumns, 390)).toEqual(['reply', 'time']);
    expect(ids(['time', 'from', 'reply'], 520)).toEqual(['from', 'reply', 'time']);
    expect(ids([...usualColumns, 'from'], 520, true)).toEqual(['from', 'reply', 'time']);
    expect(
      ids(
        columns.map(({ id }) => id),
        2000,
      ),
    ).toHaveLength(columns.length);
  });

  it('are never none, and leave a path some room', () => {
    for (const width of [200, 300, 390, 520, 900]) {
      const shown = shownColumns(
        columns.map(({ id }) => id),
        width,
        true,
      );
      expect(shown.length).toBeGreaterThan(0);
      expect(roomForPath(shown, width, 7.5)).toBeGreaterThanOrEqual(10);
      expect(gridOf(shown).split(' ')).toHaveLength(3 + shown.length);
    }
  });

  it('have widths of a regular grid', () => {
    expect(columns.filter(({ width }) => width % 8 !== 0)).toEqual([]);
  });

  it('are read from what the browser kept, whatever that is', () => {
    expect(parseColumns(null)).toEqual(usualColumns);
    expect(parseColumns('')).toEqual(usualColumns);
    expect(parseColumns('nonsense,from,__proto__')).toEqual(['from']);
  });
});
