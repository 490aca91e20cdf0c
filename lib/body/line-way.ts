/** Lines that are in one another: how deep each is, and for one that opens or closes something where its other end is. */
export type Nesting = { readonly depths: readonly number[]; readonly partners: readonly number[] };

/** A line on the way to another, and how many things stand before it beside it. */
export type WayStep = { readonly line: number; readonly before: number };

/** The lines that a line is in, the outermost first and itself last; for one that closes something that which opens it. */
export function wayTo({ depths, partners }: Nesting, index: number): WayStep[] {
  const way: WayStep[] = [];
  let line = openerOf(partners, index);
  for (;;) {
    let before = 0;
    let at = line - 1;
    // Back over what stands beside it: from the end of a container straight to where it opens.
    for (; at >= 0 && depths[at]! >= depths[line]!; at--) {
      at = openerOf(partners, at);
      before++;
    }
    way.unshift({ line, before });
    if (depths[line] === 0) return way;
    line = at;
  }
}

/** The line that opens what this one closes, else itself. */
export function openerOf(partners: readonly number[], line: number): number {
  const partner = partners[line]!;
  return partner >= 0 && partner < line ? partner : line;
}
