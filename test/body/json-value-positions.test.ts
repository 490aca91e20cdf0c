import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type JsonNode, jsonString, jsonTree } from '#lib/body/json/value-positions.ts';

/** The value a tree stands for, as JSON.parse would give it. */
function spoken(text: string, node: JsonNode): unknown {
  if (node.kind === 'array') return node.items.map((item) => spoken(text, item));
  if (node.kind === 'object') {
    const entries = node.members.map(({ name, value }) => [name, spoken(text, value)]);
    return Object.fromEntries(entries);
  }
  return node.kind === 'string' ? jsonString(text, node) : JSON.parse(text.slice(node.start, node.end));
}

test('a tree says what JSON.parse says, of any JSON', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 6 }), fc.nat(3), (json, indent) => {
      const text = JSON.stringify(JSON.parse(json), null, indent);
      expect(spoken(text, jsonTree(text)!)).toEqual(JSON.parse(text));
    }),
  );
});

test('whatever JSON.parse refuses has no tree, and whatever it accepts has one', () => {
  const pieces = fc.constantFrom(
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '"a"',
    '1',
    'null',
    ' ',
    '-',
    '"\\u12"',
    '01',
    '\ufeff',
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 8 }), (parts) => {
      const text = parts.join('');
      expect(jsonTree(text) !== null).toBe(parses(text.replace(/^\ufeff/, '')));
    }),
    { numRuns: 3000 },
  );
});

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

test('numbers keep their digits, names that come twice come twice', () => {
  const text = '{"id":12345678901234567890,"id":1.10}';
  const root = jsonTree(text)!;
  expect(
    root.kind === 'object' &&
      root.members.map(({ name, value }) => [name, text.slice(value.start, value.end)]),
  ).toEqual([
    ['id', '12345678901234567890'],
    ['id', '1.10'],
  ]);
});

test('a text a hundred thousand deep has a tree, one of more than a million values has none', () => {
  const deep = 100_000;
  expect(jsonTree('['.repeat(deep) + ']'.repeat(deep))).not.toBeNull();
  expect(jsonTree(`[${'0,'.repeat(1_000_001)}0]`)).toBeNull();
});
