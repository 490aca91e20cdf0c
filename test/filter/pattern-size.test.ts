import { RE2JS } from 're2js';
import { expect, test } from 'vitest';
import { patternSize } from '#lib/filter/pattern-size.ts';
import { processorTime } from '../support/processor-clock.ts';

const usual = [
  '^evt_\\d+$',
  '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}',
  '\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(?:\\.\\d{1,9})?(?:Z|[+-]\\d{2}:\\d{2})',
  '^(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?:\\.(?!$)|$)){4}$'.replace('(?!$)', ''),
  '[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\\.[A-Za-z]{2,}',
  '(orders|refunds|payments)/(created|updated|deleted)',
  '\\pL+ \\pN{1,3}',
  '"amount":\\s*-?\\d+(\\.\\d+)?([eE][+-]?\\d+)?',
  '[]a\\]]{3}\\{\\}{2,}',
];

test.each(usual)('the size of %s is told about right', (source) => {
  const size = RE2JS.compile(source).programSize();
  expect(patternSize(source)).toBeGreaterThan(size / 3);
  expect(patternSize(source)).toBeLessThan(Math.max(2 * size, size + 150));
});

test.each([
  '(a{1,30}){1,30}',
  '((a{9}){9}){9}',
  `[${'\\pL\\PN\\PM'.repeat(100)}]`,
  '(?:\\pL{1,30}){1,30}',
  `${'('.repeat(400)}a${'){2}'.repeat(400)}`,
])('%s is known to be large before it is compiled', (source) => {
  expect(patternSize(source)).toBeGreaterThan(600);
  expect(processorTime(() => patternSize(source))).toBeLessThan(20);
});
