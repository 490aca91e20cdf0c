import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { knownSecrets } from '#lib/masking/known-secrets.ts';
import { processorClock } from '../support/processor-clock.ts';

describe('secrets that were found are looked for', () => {
  test('in time that does not depend on how many and how long they are', () => {
    // Each is nearly found at every character.
    const secrets = Array.from({ length: 100 }, (_, index) => `${'a'.repeat(4000)}${index}`);
    const text = 'a'.repeat(500_000);
    const known = knownSecrets(secrets);
    const before = processorClock();
    expect(known.spansIn(text)).toEqual([]);
    expect(processorClock() - before).toBeLessThan(1000);
  });

  test('wherever one of them stands', () => {
    const short = (most: number) =>
      fc
        .array(fc.constantFrom('a', 'b', 'ab', '\xff'), { minLength: 1, maxLength: most })
        .map((units) => units.join(''));
    fc.assert(
      fc.property(fc.array(short(4), { minLength: 1, maxLength: 5 }), short(20), (secrets, text) => {
        const hidden = new Set<number>();
        for (const { start, end } of knownSecrets(secrets).spansIn(text)) {
          for (let at = start; at < end; at++) hidden.add(at);
        }
        const wanted = new Set<number>();
        for (const secret of secrets) {
          for (let at = text.indexOf(secret); at >= 0; at = text.indexOf(secret, at + 1)) {
            for (let place = at; place < at + secret.length; place++) wanted.add(place);
          }
        }
        expect([...hidden].sort()).toEqual([...wanted].sort());
      }),
      { numRuns: 2000 },
    );
  });
});
