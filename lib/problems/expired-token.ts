import { readable } from '#lib/http/byte-string.ts';
import { intervalWords } from '#lib/meaning/interval.ts';
import { expiryOf } from '#lib/meaning/jwt.ts';
import { atHeader } from './header-lines.ts';
import type { Check } from './problem.ts';

/** Longer headers are not examined, characters. */
const longest = 20_000;
/** Clocks differ by some seconds, milliseconds. */
const tolerance = 5000;

/** A JSON Web Token in a header that had expired when the request arrived (RFC 7519 §4.1.4). */
export const expiredToken: Check = function* ({ capture: { headers, receivedAtMicros } }) {
  const receivedAt = receivedAtMicros / 1000;
  for (const [index, [name, value]] of headers.entries()) {
    if (value.length > longest || !value.includes('eyJ')) continue;
    const expiry = expiryOf(value.trim());
    if (expiry === null || expiry > receivedAt - tolerance) continue;
    yield {
      tone: 'careful',
      words: `The token in ${readable(name)} had expired ${intervalWords(receivedAt - expiry)} before the request was received.`,
      place: atHeader({ number: index + 1 }),
    };
  }
};
