import { readable } from '#lib/http/byte-string.ts';
import { atHeader } from './header-lines.ts';
import type { Check } from './problem.ts';

/** Header names that other servers drop. */
export const headerNames: Check = function* ({ capture: { headers } }) {
  const dropped = headers
    .map(([name], index) => ({ name: readable(name), number: index + 1 }))
    .filter(({ name }) => /[_.]/.test(name));
  if (dropped.length === 0) return;
  const names = [...new Set(dropped.map(({ name }) => name))];
  const shown = names.slice(0, 3).join(', ') + (names.length > 3 ? ' …' : '');
  yield {
    tone: 'quiet',
    words: `nginx drops headers with an underscore or a dot in their name by default: ${shown}.`,
    place: atHeader(dropped[0]),
  };
};
