import { countWords } from '#lib/body/size.ts';
import type { Check } from './problem.ts';

/** A request that did not come to its end, or that is longer than what is kept of it. */
export const incomplete: Check = function* ({ capture: { aborted, body } }) {
  if (aborted) {
    const words = 'The sender hung up before the request was complete. What came until then was kept.';
    yield { tone: 'bad', words, place: null };
  }
  if (body.truncated) {
    const words = `The body is longer than this server keeps: ${countWords(body.stored)} of ${countWords(body.size)} bytes are here.`;
    yield { tone: 'careful', words, place: null };
  }
};
