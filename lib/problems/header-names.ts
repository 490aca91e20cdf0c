import { readable } from '#lib/http/byte-string.ts';
import { atHeader } from './header-lines.ts';
import type { Check } from './problem.ts';

/** Names that get lost on the way to other servers. */
export const headerNames: Check = function* ({ capture: { headers } }) {
  const lost = headers
    .map(([name], index) => ({ name: readable(name), number: index + 1 }))
    .filter(({ name }) => /[_.]/.test(name));
  if (lost.length === 0) return;
  const names = [...new Set(lost.map(({ name }) => name))];
  const shown = names.slice(0, 3).join(', ') + (names.length > 3 ? ' …' : '');
  yield {
    tone: 'quiet',
    words: `nginx drops headers with an underscore or a dot in their name unless it is told not to: ${shown}.`,
    place: atHeader(lost[0]),
  };
};
