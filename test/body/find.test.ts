import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findPattern, mostMatches, placesIn, Search } from '#lib/body/find.ts';
import { readJson } from '#lib/body/json/read-json.ts';
import { textRows } from '#lib/body/text.ts';
import { processorClock } from '../support/processor-clock.ts';

function find(text: string, query: string, matchCase = false) {
  const search = new Search(textRows(text), findPattern(query, matchCase)!);
  while (!search.done) search.step(3);
  return search;
}

test('finds words as they are typed, whatever they mean to a pattern', () => {
  expect(find('a.b\nA.B\naxb', 'a.b').matches).toEqual([
    { row: 0, from: 0, to: 3 },
    { row: 1, from: 0, to: 3 },
  ]);
  expect(find('a.b\nA.B', 'a.b', true).matches).toHaveLength(1);
  expect(find('a  \t b', 'a b').matches).toHaveLength(1);
  expect(findPattern('  ', false)).toBeNull();
});

test('JSON is searched as it is laid out', () => {
  const search = new Search(readJson('{"id":1,"list":[{"id" : 12}]}'), findPattern('"id": 1', false)!);
  while (!search.done) search.step(1);
  expect(search.matches.map(({ row }) => row)).toEqual([1, 4]);
});

test('a search that finds very much stops, and says so', () => {
  const search = find('e'.repeat(30_000), 'e');
  expect(search.matches).toHaveLength(mostMatches);
  expect(search.isFull).toBe(true);
});

test('every match is the query, and nothing that holds it is left out', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', '.', '*', '\\', ' ', '('), maxLength: 4 });
  fc.assert(
    fc.property(word, fc.array(word), (query, words) => {
      const pattern = findPattern(query, true);
      fc.pre(pattern !== null && query.trim() === query && !/\s/.test(query));
      const text = words.join('');
      const places = placesIn(text, pattern!);
      expect(places.every(([from, to]) => text.slice(from, to) === query)).toBe(true);
      expect(places.length).toBe(text.split(query).length - 1);
    }),
  );
});

test('5 MB of JSON are searched within two seconds', () => {
  const text = `[${'{"id":12345678901234567890,"name":"Hello-World","tags":["a","b"]},'.repeat(75_000)}{}]`;
  const start = processorClock();
  const search = new Search(readJson(text), findPattern('nowhere', false)!);
  while (!search.done) search.step(2000);
  expect(processorClock() - start).toBeLessThan(2000);
});
