import { toBytes } from '#lib/http/byte-string.ts';
import { percentDecoded } from '#lib/http/percent-decoded.ts';
import { mostReadings, readingCost, someReading } from './body-readings.ts';
import { containing } from './contains.ts';
import type { Test } from './key.ts';
import { finderOf } from './text-search.ts';

/** A word without a key is looked for in all that was sent, as it was sent and as people read it, and in the note. */
export function anywhere(text: string): Test {
  const { inByteString, inBytes } = containing(text);
  const wanted = text.toLowerCase();
  const find = finderOf(wanted);
  return {
    needsBody: true,
    cost: { head: 8, body: readingCost + mostReadings },
    changing: ['note'],
    matches: (subject) => {
      const { facts } = subject;
      return (
        inByteString(`${facts.method} ${facts.target}`) ||
        (/[%+]/.test(facts.target) && inBytes(percentDecoded(toBytes(facts.target)))) ||
        facts.headers.some(([name, value]) => inByteString(`${name}: ${value}`)) ||
        (facts.note !== null && find(facts.note.toLowerCase(), 0) >= 0) ||
        someReading(subject, inBytes)
      );
    },
  };
}
