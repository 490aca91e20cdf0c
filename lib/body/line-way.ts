/** Nested lines: the depth of each, and for one that opens or closes a container the line at its other end. */
export type Nesting = { readonly depths: readonly number[]; readonly partners: readonly number[] };

/** A line on the path to another, and how many siblings precede it. */
export type WayStep = { readonly line: number; readonly before: number };

/**
 * The ancestors of a line, the outermost first, then the line itself; a line that closes a container counts as the one
 * that opens it.
 */
export function wayTo({ depths, partners }: Nesting, index: number): WayStep[] {
  const way: WayStep[] = [];
  let line = openerOf(partners, index);
  for (;;) {
    let before = 0;
    let at = line - 1;
    // Go back over the siblings: from the end of a container straight to its start.
    for (; at >= 0 && depths[at]! >= depths[line]!; at--) {
      at = openerOf(partners, at);
      before++;
    }
    way.unshift({ line, before });
    if (depths[line] === 0) return way;
    line = at;
  }
}

/** The line that opens the container that this line closes; else the line itself. */
export function openerOf(partners: readonly number[], line: number): number {
  const partner = partners[line]!;
  return partner >= 0 && partner < line ? partner : line;
}
