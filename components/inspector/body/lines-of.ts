import type { CodeLine, CodeRows } from '#lib/body/code-line.ts';

/** More lines are never in sight at once. */
const most = 400;

/** Makes each line once: one may hold a string as long as the body, and a drawing asks for every line several times. */
export function linesOf(rows: CodeRows): (index: number) => CodeLine {
  const made = new Map<number, CodeLine>();
  return (index) => {
    const known = made.get(index);
    if (known) return known;
    if (made.size >= most) made.clear();
    const line = rows.row(index);
    made.set(index, line);
    return line;
  };
}
