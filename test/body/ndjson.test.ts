import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chooseKinds } from '#lib/body/choose-kinds.ts';
import { readNdjson, recordSpans, shownOfRecord } from '#lib/body/ndjson.ts';
import { allRows } from '#lib/body/rows.ts';

test('records are the lines that have something in them', () => {
  expect(allRows(readNdjson('\ufeff{"a":1}\r\n\n  [2]\n\x1e{"b":3}\n'))).toEqual([
    { line: 1, text: '{"a":1}' },
    { line: 3, text: '[2]' },
    { line: 4, text: '{"b":3}' },
  ]);
});

test('what is written as records is read as records', () => {
  fc.assert(
    fc.property(fc.array(fc.json()), fc.constantFrom('\n', '\r\n'), (records, end) => {
      const text = records.map((record) => record + end).join('');
      expect(allRows(readNdjson(text)).map((record) => record.text)).toEqual(records);
    }),
  );
});

test('a record is shown as sent, in colours as far as it is JSON', () => {
  const spans = recordSpans('{ "a" : [1,  "b"], oops }');
  expect(spans.map(({ text }) => text).join('')).toBe('{ "a" : [1,  "b"], oops }');
  expect(spans.find(({ text }) => text === '"a"')!.kind).toBe('key');
  expect(spans.at(-1)).toEqual({ kind: 'invalid', text: 'oops }' });
  const long = `{"a":"${'x'.repeat(5000)}"}`;
  expect(
    recordSpans(long)
      .map(({ text }) => text)
      .join(''),
  ).toBe(long.slice(0, shownOfRecord));
  expect(recordSpans(long).some(({ kind }) => kind === 'invalid')).toBe(false);
});

test.each([
  [null, '{"a":1}\n{"a":2}\n', 'ndjson'],
  ['application/x-ndjson', '{"a":1}\n', 'ndjson'],
  ['application/json', '{"a":1}\n{"a":2}', 'ndjson'],
  ['application/json', '{"a":1}\n]', 'json'],
  [null, '[\n{"a":1},\n{"a":2}]', 'json'],
  ['text/plain', '[info] started\n[info] done', 'text'],
])('%s over %j is %s', (type, body, kind) => {
  expect(chooseKinds(type, new TextEncoder().encode(body)).best).toBe(kind);
});
