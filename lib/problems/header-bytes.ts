import { readable, toBytes, utf8OrNull } from '#lib/http/byte-string.ts';
import { atHeader } from './header-lines.ts';
import type { Check } from './problem.ts';

/** Non-ASCII header values (obs-text, RFC 9110 §5.5), which programs read as UTF-8, as Latin-1, or not at all. */
export const headerBytes: Check = function* ({ capture: { headers } }) {
  for (const [index, [name, value]] of headers.entries()) {
    if (!/[^\0-\x7f]/.test(value)) continue;
    const isUtf8 = !/[^\0-\xff]/.test(value) && utf8OrNull(toBytes(value)) !== null;
    yield {
      tone: isUtf8 ? 'quiet' : 'careful',
      words: isUtf8
        ? `${readable(name)} contains non-ASCII characters in UTF-8. Many programs read them as Latin-1 (RFC 9110 §5.5).`
        : `${readable(name)} contains non-ASCII bytes that are not UTF-8. Each byte is shown as one character.`,
      place: atHeader({ number: index + 1 }),
    };
  }
};
