/** A test whether a whole text is like a pattern, in which `*` stands for any characters. */
export function like(pattern: string): (text: string) => boolean {
  const [head = '', ...rest] = pattern.split('*');
  const tail = rest.pop();
  if (tail === undefined) return (text) => text === pattern;
  return (text) => {
    if (!text.startsWith(head)) return false;
    let at = head.length;
    for (const piece of rest) {
      const found = text.indexOf(piece, at);
      if (found < 0) return false;
      at = found + piece.length;
    }
    return text.length - tail.length >= at && text.endsWith(tail);
  };
}

/**
 * A test whether a whole path is like a pattern, ASCII letters in either case: `*` stands for any characters of one segment, `**`
 * for any at all. Time is in proportion to the lengths of both, whatever they are.
 */
export function pathLike(pattern: string): (path: string) => boolean {
  const steps = (pattern.toLowerCase().match(/\*+|[^*]/gs) ?? []).map((step) =>
    step.startsWith('*') ? (step.length > 1 ? anything : anyOfSegment) : step,
  );
  return (path) => walk(steps, path.toLowerCase());
}

/** Steps that no single character is. */
const anything = '**';
const anyOfSegment = '*/';

/** All places in the pattern where one may be after each character, kept side by side. */
function walk(steps: readonly string[], path: string): boolean {
  let [places, next] = [new Uint8Array(steps.length + 1), new Uint8Array(steps.length + 1)];
  reach(steps, places, 0);
  for (let index = 0; index < path.length; index++) {
    const character = path[index]!;
    next.fill(0);
    for (let at = 0; at < steps.length; at++) {
      const step = places[at] ? steps[at]! : '';
      if (step === character) reach(steps, next, at + 1);
      else if (step === anything || (step === anyOfSegment && character !== '/')) reach(steps, next, at);
    }
    [places, next] = [next, places];
  }
  return places[steps.length] === 1;
}

/** Marks a place, and those after it that need no character. */
function reach(steps: readonly string[], places: Uint8Array, from: number): void {
  for (let at = from; places[at] === 0; at++) {
    places[at] = 1;
    if (steps[at] !== anything && steps[at] !== anyOfSegment) return;
  }
}
