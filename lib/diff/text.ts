import { diffLines } from 'diff';

/** A run of unchanged, added or removed lines. */
export type LineRun = { readonly kind: 'same' | 'added' | 'removed'; readonly lines: readonly string[] };

/** The most edits; beyond, two texts have too little in common. */
const mostEdits = 4000;

/** A line diff of two texts; null when they have too little in common. */
export function diffText(before: string, after: string): LineRun[] | null {
  const edits = diffLines(before, after, { maxEditLength: mostEdits });
  if (!edits) return null;
  return edits.map(({ value, added, removed }) => ({
    kind: added ? 'added' : removed ? 'removed' : 'same',
    lines: value.replace(/\n$/, '').split('\n'),
  }));
}
