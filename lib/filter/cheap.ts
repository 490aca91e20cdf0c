import { type Cost, stepsOf } from './cost.ts';
import type { Subject } from './key.ts';

/** So many steps are taken at once: 2 ms. Handing a capture to another thread takes a tenth of that. */
const cheap = 1_000_000;

/** Whether what a test costs is little for this capture, however it comes out. */
export function isCheap(cost: Cost, { facts, body }: Subject): boolean {
  let head = facts.target.length + (facts.note?.length ?? 0);
  for (const [name, value] of facts.headers) head += name.length + value.length;
  return stepsOf(cost, { head, body: body.length }) <= cheap;
}
