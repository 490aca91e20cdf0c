import { countWords } from '#lib/body/size.ts';
import type { Check } from './problem.ts';

/** A request that was aborted, or whose body is stored only in part. */
export const incomplete: Check = function* ({ capture: { aborted, body } }) {
  if (aborted) {
    const words =
      'The sender disconnected before the request was complete. Everything received until then is stored.';
    yield { tone: 'bad', words, place: null };
  }
  if (body.truncated) {
    const words = `The body exceeds the limit of this server: ${countWords(body.stored)} of ${countWords(body.size)} bytes are stored.`;
    yield { tone: 'careful', words, place: null };
  }
};
