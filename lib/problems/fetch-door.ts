import type { Check } from './problem.ts';

/** What a capture lost that came through the app's own routes. */
export const fetchDoor: Check = function* ({ capture: { via } }) {
  if (via !== 'fetch') return;
  yield {
    tone: 'careful',
    words:
      'This capture came through the app’s own routes: the order and case of its headers were lost before they could be kept.',
    place: null,
  };
};
