import { countWords } from '#lib/body/size.ts';
import { withoutSpace } from '#lib/http/white-space.ts';
import { atHeader, linesNamed } from './header-lines.ts';
import type { Check } from './problem.ts';

/** A Content-Length that is not a number, that conflicts with Transfer-Encoding, or that differs from the body (RFC 9112 §6.2, §6.3). */
export const contentLength: Check = function* ({ capture: { headers, body, malformed } }) {
  const lines = linesNamed(headers, 'Content-Length');
  const [line] = lines;
  if (line === undefined) return;
  if (linesNamed(headers, 'Transfer-Encoding').length > 0) {
    yield {
      tone: 'bad',
      words:
        'Both Content-Length and Transfer-Encoding are present. Proxies that disagree on which one to use are open to request smuggling (RFC 9112 §6.3).',
      place: atHeader(line),
    };
    return;
  }
  const stated = withoutSpace(line.value);
  if (!/^\d+$/.test(stated)) {
    yield { tone: 'bad', words: 'Content-Length is not a number.', place: atHeader(line) };
  } else if (!malformed && Number(stated) !== body.size) {
    const words = `Content-Length is ${countWords(Number(stated))} bytes, but ${countWords(body.size)} were received.`;
    yield { tone: 'bad', words, place: atHeader(line) };
  }
};
