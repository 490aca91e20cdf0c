import fc from 'fast-check';
import { expect, test } from 'vitest';
import { newFields } from '#lib/diff/new-fields.ts';

const since = (...texts: string[]) =>
  newFields(texts.map((text, index) => ({ seq: index + 1, text }))).map(
    ({ where, since }) => `${where} ${since}`,
  );

test('a member counts as new with the first sample that has it, wherever it stands', () => {
  expect(since('{"a":1}', '{"b":2}', '{"a":1,"b":2,"c":3}')).toEqual(['$.b 2', '$.c 3']);
  expect(since('{"items":[{"id":1}]}', '{"items":[{"id":2},{"id":3,"sku":"x"}]}')).toEqual([
    '$.items[*].sku 2',
  ]);
});

test('what is below something new is said with it', () => {
  expect(since('{}', '{"user":{"name":"A","mail":"a@example.test"}}')).toEqual(['$.user 2']);
});

test('what is not JSON has no members', () => {
  expect(since('{}', 'plain', '{"a":')).toEqual([]);
});

test('every member of a later sample is in the first, is new, or is below something new; and none is told twice', () => {
  const leaf = fc.constantFrom(1, 'a', null);
  const members = fc.dictionary(
    fc.constantFrom('a', 'b', 'c'),
    fc.oneof(leaf, fc.dictionary(fc.constantFrom('d', 'e'), leaf)),
  );
  const placesIn = (value: object, at = '$'): string[] =>
    Object.entries(value).flatMap(([name, inner]) => {
      const place = `${at}.${name}`;
      return inner !== null && typeof inner === 'object' ? [place, ...placesIn(inner, place)] : [place];
    });
  fc.assert(
    fc.property(fc.array(members, { minLength: 1, maxLength: 6 }), (bodies) => {
      const samples = bodies.map((body, index) => ({ seq: index + 1, text: JSON.stringify(body) }));
      const found = newFields(samples);
      expect(new Set(found.map(({ where }) => where)).size).toBe(found.length);
      const first = placesIn(bodies[0]!);
      for (const { where, since } of found) {
        expect(first).not.toContain(where);
        // The first sample that has it, and no earlier one.
        expect(bodies.findIndex((body) => placesIn(body).includes(where)) + 1).toBe(since);
      }
      for (const place of bodies.flatMap((body) => placesIn(body))) {
        const isTold = found.some(({ where }) => place === where || place.startsWith(`${where}.`));
        expect(first.includes(place) || isTold).toBe(true);
      }
    }),
  );
});
