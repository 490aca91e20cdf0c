import { finderOf } from './text-search.ts';

/** A test whether a whole text is like a pattern, in which `*` stands for any characters. Time grows with the lengths of both. */
export function like(pattern: string): (text: string) => boolean {
  const [head = '', ...rest] = pattern.split('*');
  const tail = rest.pop();
  if (tail === undefined) return (text) => text === pattern;
  const pieces = rest.filter((piece) => piece !== '').map((piece) => ({ piece, find: finderOf(piece) }));
  return (text) => {
    if (!text.startsWith(head)) return false;
    let at = head.length;
    // Each where it comes first: that leaves the most for those that follow.
    for (const { piece, find } of pieces) {
      const found = find(text, at);
      if (found < 0) return false;
      at = found + piece.length;
    }
    return text.length - tail.length >= at && text.endsWith(tail);
  };
}
