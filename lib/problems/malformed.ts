import type { Check } from './problem.ts';

/** A message the parser refused. */
export const malformed: Check = function* ({ capture: { malformed: isMalformed, malformedReason } }) {
  if (!isMalformed) return;
  yield {
    tone: 'bad',
    words: `This message is not valid HTTP: ${malformedReason}. What could not be taken apart is kept in the body as it came.`,
    place: null,
  };
};
