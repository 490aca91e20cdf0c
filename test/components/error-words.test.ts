import fc from 'fast-check';
import { expect, test } from 'vitest';
import { detailWords, placeWords } from '#components/replies/error-words.ts';
import { defaultSettings } from '#lib/reply/default-settings.ts';

const rule = {
  id: 'rule-1',
  name: 'Payments are down',
  enabled: true,
  when: '',
  answer: defaultSettings.default,
};
const settings = { rules: [rule, { ...rule, name: '' }] };

test.each([
  ['rules.0.when', 'Rule 1 “Payments are down”, condition'],
  ['rules.1.answer.status', 'Rule 2, status'],
  ['rules.1.answer.steps.2.headers.0.0', 'Rule 2, step 3, header 1'],
  ['rules.1.answer.chances.0.answer.body', 'Rule 2, response 1, body'],
  ['rules.7', 'Rule 8'],
  ['rules', 'Rules'],
  ['default.delayMs.min', 'Default response, delay'],
  ['default.over.fault.ms', 'Default response, above the limit, fault'],
  ['handshakes.zoom.secret', 'URL verification, Zoom'],
  ['cors', ''],
])('the place %s is %s', (path, words) => {
  expect(placeWords(path.split('.'), settings)).toBe(words);
});

test('the detail of the API is told with the numbers of the page', () => {
  const detail =
    'rules: 0: when: “a:b” at position 0: The filter key a does not exist.; rules: 1: answer: output "{{ a" not closed; default: status: must be a whole number';
  expect(detailWords(detail, settings)).toBe(
    'Rule 1 “Payments are down”, condition: “a:b” at position 0: The filter key a does not exist. ' +
      'Rule 2: Output "{{ a" not closed. Default response, status: Must be a whole number.',
  );
  expect(detailWords('rules: the templates have 9 outputs', settings)).toBe(
    'Rules: The templates have 9 outputs.',
  );
});

test('what does not name a place is kept as it is, and no path is refused', () => {
  fc.assert(
    fc.property(fc.string(), fc.array(fc.string()), (detail, path) => {
      if (!/rules|default|handshakes/i.test(detail)) expect(detailWords(detail, settings)).toBe(detail);
      expect(typeof placeWords(path, settings)).toBe('string');
    }),
  );
});
