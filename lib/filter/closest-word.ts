/** The candidate that a misspelt word was probably meant to be; null when none is close. Letters are compared as they are. */
export function closestWord(word: string, candidates: readonly string[]): string | null {
  let closest: string | null = null;
  let best = longestDistance(word) + 1;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - word.length) >= best) continue;
    const distance = editDistance(word, candidate);
    if (distance < best) [closest, best] = [candidate, distance];
  }
  return closest;
}

/** The most edits of a word that still count as a misspelling: one in short words, two in longer ones, none in `x`. */
function longestDistance({ length }: string): number {
  if (length < 2) return 0;
  return length < 5 ? 1 : 2;
}

/** Insertions, deletions, substitutions and swaps of neighbours that turn one word into another (optimal string alignment). */
function editDistance(one: string, other: string): number {
  const rows = [Array.from({ length: other.length + 1 }, (_, column) => column)];
  for (let row = 1; row <= one.length; row++) {
    const current = [row];
    for (let column = 1; column <= other.length; column++) {
      const [above, before] = [rows[row - 1]!, row > 1 ? rows[row - 2]! : null];
      const isSame = one[row - 1] === other[column - 1];
      const isSwapped = one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      current.push(
        Math.min(
          above[column]! + 1,
          current[column - 1]! + 1,
          above[column - 1]! + (isSame ? 0 : 1),
          before && isSwapped ? before[column - 2]! + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
    rows.push(current);
  }
  return rows.at(-1)!.at(-1)!;
}
