import type { Check } from './problem.ts';

/** A request that the HTTP parser rejected. */
export const malformed: Check = function* ({ capture: { malformed: isMalformed, malformedReason } }) {
  if (!isMalformed) return;
  yield {
    tone: 'bad',
    words: `The request is not valid HTTP: ${malformedReason}. The part that could not be parsed is stored as the body.`,
    place: null,
  };
};
