import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chooseKinds } from '#lib/body/choose-kinds.ts';
import { readGraphql } from '#lib/body/graphql/graphql.ts';
import { graphqlLines, graphqlTokens } from '#lib/body/graphql/lines.ts';
import { allRows } from '#lib/body/rows.ts';
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
  ['application/json', '{"query":"{ me { id } }"}', 'graphql'],
  ['application/json', '{"variables":{},"query":"\\n  mutation { a }"}', 'graphql'],
  ['application/graphql', '{ me }', 'graphql'],
  ['application/json', '{"query":"select 1"}', 'json'],
  ['application/json', '{"a":1,"query":"{x}"}', 'json'],
])('%s over %s is %s', (type, body, kind) => {
  expect(chooseKinds(type, new TextEncoder().encode(body)).best).toBe(kind);
});
