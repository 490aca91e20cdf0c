import { diffLines } from 'diff';

/** A run of lines that stayed, came or went. */
export type LineRun = { readonly kind: 'same' | 'added' | 'removed'; readonly lines: readonly string[] };

/** Edits after which two texts count as having nothing in common. */
const mostEdits = 4000;

/** What changed from one text to another, line by line; null when they have too little in common to tell. */
export function diffText(before: string, after: string): LineRun[] | null {
  const edits = diffLines(before, after, { maxEditLength: mostEdits });
  if (!edits) return null;
  return edits.map(({ value, added, removed }) => ({
    kind: added ? 'added' : removed ? 'removed' : 'same',
    lines: value.replace(/\n$/, '').split('\n'),
  }));
}
