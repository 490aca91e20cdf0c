import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chooseKinds } from '#lib/body/choose-kinds.ts';
import { readGraphql } from '#lib/body/graphql/graphql.ts';
import { graphqlLines, graphqlTokens } from '#lib/body/graphql/lines.ts';
import { allRows } from '#lib/body/rows.ts';
import { processorTime } from '../support/processor-clock.ts';
import { anyText } from './any-text.ts';

const shown = (lines: readonly { depth: number; spans: readonly { text: string }[] }[]) =>
  lines.map(({ depth, spans }) => '  '.repeat(depth) + spans.map(({ text }) => text).join(''));

test('a document in one line is laid out, one field a line', () => {
  const query =
    'query Get($id: ID! = "a{b", $n: [Int]) @cached { user(id: $id, filter: {a: 1}) { ...F name: fullName @skip(if: $n) ... on Person { age } } } fragment F on User { id }';
  expect(shown(allRows(graphqlLines(query)))).toEqual([
    'query Get($id: ID! = "a{b", $n: [Int]) @cached {',
    '  user(id: $id, filter: {a: 1}) {',
    '    ...F',
    '    name: fullName @skip(if: $n)',
    '    ... on Person {',
    '      age',
    '    }',
    '  }',
    '}',
    'fragment F on User {',
    '  id',
    '}',
  ]);
});

test('a document in lines keeps its lines, and its braces fold', () => {
  const lines = allRows(graphqlLines('query {\n    # who\n    me { id }\n    list {\n  id\n }\n}'));
  expect(shown(lines)).toEqual(['query {', '  # who', '  me { id }', '  list {', '    id', '  }', '}']);
  expect(lines[0]!.opens).toMatchObject({ closeLine: 6 });
  expect(lines[3]!.opens).toMatchObject({ closeLine: 5 });
});

test('a request shows operation, document and variables, numbers exactly', () => {
  const body =
    '{"operationName":"Get","query":"query Get{me{id}}","variables":{"id":12345678901234567890},"extensions":null}';
  expect(shown(allRows(readGraphql(body, false)))).toEqual([
    'Operation Get',
    'Document',
    '  query Get {',
    '    me {',
    '      id',
    '    }',
    '  }',
    'Variables',
    '  {',
    '    "id": 12345678901234567890',
    '  }',
  ]);
});

test('tokens are the text', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      expect([...graphqlTokens(text)].map((token) => token.text).join('')).toBe(text);
    }),
  );
});

test.each([
  ['"a" b', '"a"'],
  ['"" b', '""'],
  [String.raw`"a\"b" c`, String.raw`"a\"b"`],
  [String.raw`"a\\" c`, String.raw`"a\\"`],
  ['"a\nb" c', '"a'],
  ['"a\\\nb" c', '"a'],
  ['"""a "b"\n""" c', '"""a "b"\n"""'],
  [String.raw`"""a \""" b""" c`, String.raw`"""a \""" b"""`],
  ['"""a" c', '"""a" c'],
])('the first token of %j is the string %j', (text, string) => {
  expect([...graphqlTokens(text)][0]).toEqual({ kind: 'string', text: string });
});

test.each([
  ['a string of characters', `{a(b:"${'x'.repeat(20_000_000)}")}`],
  ['a string of escapes', `{a(b:"${'\\n'.repeat(10_000_000)}")}`],
  ['a block string', `{a(b:"""${'\\"""'.repeat(5_000_000)}""")}`],
  ['a comment', `{a #${'x'.repeat(20_000_000)}`],
  ['a name', `{${'x'.repeat(20_000_000)}}`],
  ['long lines', `{\n${`${'x'.repeat(1000)}\n`.repeat(20_000)}}`],
])('%s of 20 MB is read', (_what, text) => {
  const rows = graphqlLines(text);
  expect(processorTime(() => allRows(rows))).toBeLessThan(10_000);
  const letters = allRows(rows).map((row) => row.spans.map((span) => span.text).join(''));
  expect(letters.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
});

test.each([
  ['application/json', '{"query":"{ me { id } }"}', 'graphql'],
  ['application/json', '{"variables":{},"query":"\\n  mutation { a }"}', 'graphql'],
  ['application/graphql', '{ me }', 'graphql'],
  ['application/json', '{"query":"select 1"}', 'json'],
  ['application/json', '{"a":1,"query":"{x}"}', 'json'],
])('%s over %s is %s', (type, body, kind) => {
  expect(chooseKinds(type, new TextEncoder().encode(body)).best).toBe(kind);
});
