import type { Subject } from './key.ts';

/** The bytes of a capture that filters may look at, for `stepsOf`. */
export function sizesOf({ facts, body }: Subject): { head: number; body: number } {
  let head = facts.target.length + (facts.note?.length ?? 0);
  for (const [name, value] of facts.headers) head += name.length + value.length;
  return { head, body: body.length };
}
