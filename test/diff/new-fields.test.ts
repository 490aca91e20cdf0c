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
