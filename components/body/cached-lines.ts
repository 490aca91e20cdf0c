import type { CodeLine, CodeRows } from '#lib/body/code-line.ts';

/** The number of cached lines; more are never visible at once. */
const most = 400;

/** Caches lines: one may be as long as the body, and each is needed several times per rendering. */
export function cachedLines(rows: CodeRows): (index: number) => CodeLine {
  const cache = new Map<number, CodeLine>();
  return (index) => {
    const known = cache.get(index);
    if (known) return known;
    if (cache.size >= most) cache.clear();
    const line = rows.row(index);
    cache.set(index, line);
    return line;
  };
}
