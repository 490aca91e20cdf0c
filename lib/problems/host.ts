import { atHeader, linesNamed } from './header-lines.ts';
import type { Check } from './problem.ts';

/** HTTP/1.1 requires exactly one Host (RFC 9112 §3.2); HTTP/2 has `:authority` instead (RFC 9113 §8.3.1). */
export const host: Check = function* ({ capture: { headers, httpVersion, malformed, via } }) {
  if (malformed || via === 'fetch') return;
  const lines = linesNamed(headers, 'Host');
  if (lines.length > 1) {
    const words = `The request has ${lines.length} Host headers. Servers must respond with 400 (RFC 9112 §3.2); others pick one of them.`;
    yield { tone: 'bad', words, place: atHeader(lines[1]) };
  }
  if (lines.length === 0 && httpVersion === '1.1') {
    yield { tone: 'bad', words: 'The Host header is missing. HTTP/1.1 requires it.', place: null };
  }
  const [line] = lines;
  const authority = linesNamed(headers, ':authority')[0];
  if (line && authority && line.value !== authority.value) {
    const words = ':authority and Host differ. :authority takes precedence (RFC 9113 §8.3.1).';
    yield { tone: 'careful', words, place: atHeader(line) };
  }
};
