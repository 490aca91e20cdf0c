/** A line of a file, with its number from 1. */
export type Line = { readonly text: string; readonly number: number };

/** The lines of one request, between two lines that begin with `###`. */
export type Block = {
  /** What stands after `###`; empty if nothing does. */
  readonly title: string;
  readonly lines: readonly Line[];
};

/** The blocks of a `.http` file, empty ones included. */
export function blocksOf(text: string): Block[] {
  const blocks: { title: string; lines: Line[] }[] = [{ title: '', lines: [] }];
  text.split(/\r?\n/).forEach((line, index) => {
    if (line.startsWith('###')) blocks.push({ title: line.replace(/^#+/, '').trim(), lines: [] });
    else blocks.at(-1)!.lines.push({ text: line, number: index + 1 });
  });
  return blocks;
}
