import type { Check } from './problem.ts';

/** What is lost of a request that the route handlers of Next.js received. */
export const receivedByNext: Check = function* ({ capture: { via } }) {
  if (via !== 'fetch') return;
  yield {
    tone: 'careful',
    words:
      'This request was received through the Next.js route handlers: the order and case of its headers are lost.',
    place: null,
  };
};
