import { atHeader, linesNamed } from './header-lines.ts';
import type { Check } from './problem.ts';

/** HTTP/1.1 wants exactly one Host (RFC 9112 §3.2); in HTTP/2 `:authority` stands for it (RFC 9113 §8.3.1). */
export const host: Check = function* ({ capture: { headers, httpVersion, malformed, via } }) {
  if (malformed || via === 'fetch') return;
  const lines = linesNamed(headers, 'Host');
  if (lines.length > 1) {
    const words = `There are ${lines.length} Host lines: servers must answer that with 400 (RFC 9112 §3.2), and those that do not choose one of them.`;
    yield { tone: 'bad', words, place: atHeader(lines[1]) };
  }
  if (lines.length === 0 && httpVersion === '1.1') {
    yield { tone: 'bad', words: 'There is no Host line, which HTTP/1.1 wants.', place: null };
  }
  const [line] = lines;
  const authority = linesNamed(headers, ':authority')[0];
  if (line && authority && line.value !== authority.value) {
    const words = ':authority and Host differ: the first counts (RFC 9113 §8.3.1).';
    yield { tone: 'careful', words, place: atHeader(line) };
  }
};
