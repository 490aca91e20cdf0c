import { beforeAll, describe, expect, test } from 'vitest';
import { mostReadings, readingCost } from '#lib/filter/body-readings.ts';
import { loadPatterns } from '#lib/filter/pattern.ts';
import { readFilter } from '#lib/filter/read-filter.ts';
import type { Recognised } from '#lib/model/capture.ts';
import { replySettingsShape } from '#lib/model/reply-settings-shape.ts';
import { compileSettings } from '#lib/reply/compile-rules.ts';
import { growthOf, growthWords, isLinear, type Work } from '../support/growth.ts';
import { received } from '../support/received.ts';

beforeAll(loadPatterns);

const encode = (text: string) => new TextEncoder().encode(text);
const factsOf = (facts: Partial<Recognised>) => ({
  ...received(facts),
  seq: 1,
  note: null,
  pinned: false,
  answered: null,
});

/** Words that know nothing of the request before they are asked, and it nothing of them. */
function asking(filter: (size: number) => string, facts: (size: number) => Partial<Recognised>): Work {
  return (size) => {
    const words = filter(size);
    const whole = facts(size);
    return () => {
      const read = readFilter(words, 0);
      expect(read.faults).toEqual([]);
      return read.filter.matches({ facts: factsOf(whole), body: whole.body ?? new Uint8Array() });
    };
  };
}

const always = (text: string) => () => text;
const path =
  (unit: string, end = '') =>
  (size: number) => ({
    target: `/b/x7k2/${unit.repeat(size / unit.length)}${end}`,
  });
const body =
  (unit: string, before = '', after = '') =>
  (size: number) => ({
    body: encode(before + unit.repeat(size / unit.length) + after),
  });
/** A text of 1,900 characters that V8 does not find in linear time. */
const periodic = `ab${'a'.repeat(1900)}`;

/** Filters whose words are fixed, and requests that grow. */
const growingRequests: Record<string, Work> = {
  'asterisks in a segment': asking(always(`path:${'*a'.repeat(500)}*ab`), path('a')),
  'asterisks in each segment': asking(always(`path:/${'*a/'.repeat(500)}b`), path('aa/')),
  'pieces between two **': asking(always(`path:/**${'a/b**'.repeat(200)}c`), path('a/b/')),
  'asterisks and slashes between two **': asking(always(`path:**${'/*a'.repeat(5)}**c`), path('/aa')),
  'a long piece of a path': asking(always(`path:*${periodic}`), path('a')),
  'a long part of a path': asking(always(`path:${periodic}`), path('aA')),
  'a field of the query': asking(always(`query:a=*${periodic}*`), (size) => ({
    target: `/b/x7k2/?a=${'a'.repeat(size)}`,
  })),
  'fields of the query': asking(always('query:x=%41'), (size) => ({
    target: `/b/x7k2/?${'%41=%C3%A9&'.repeat(size / 11)}`,
  })),
  'a header': asking(always(`header:x-a=${periodic}`), (size) => ({
    headers: [['X-A', 'aA'.repeat(size / 2)]],
  })),
  headers: asking(always('header:x-a=b'), (size) => ({
    headers: Array.from({ length: size / 20 }, () => ['X-A', 'a'] as const),
  })),
  'a short text in a body': asking(always('body:zzz'), body('zzA')),
  'a long text in a body': asking(always(`body:${periodic}`), body('a')),
  'a text in a body that is nearly there again and again': asking(
    always(`body:${'a'.repeat(900)}b${'a'.repeat(900)}`),
    body(`${'a'.repeat(1800)}b`),
  ),
  'a text anywhere': asking(always(`"${periodic}"`), body('Aa')),
  'a regular expression': asking(always('body:/^(a+)+$/'), body('a', '', 'b')),
  'a regular expression that repeats': asking(always('body:/(a|b)*a(a|b){60}[cd]/'), body('ab')),
  'JSON that is no such text': asking(always(`json:$.a=*${periodic}*`), body('a', '{"a":"', '"}')),
  'all members of JSON': asking(always('json:$.*.a=b'), body('{"a":1},', '[', '0]')),
  'JSON that is deep': asking(always(`json:$${'[0]'.repeat(300)}=1`), body('[')),
  'a number of many digits': asking(always('json:$.a=1.0'), body('0', '{"a":1.', '1}')),
};

/** V8 takes time that grows with the product of both to see that it is not there. */
const needle = (key: string) => (size: number) => `${key}ab${'a'.repeat(size / 2)}`;

const longer = (facts: (size: number) => Partial<Recognised>) => (size: number) => facts(20 * size);

/** Filters that grow with the request. */
const growingFilters: Record<string, Work> = {
  'numbers of requests': asking(
    (size) => `seq:${Array.from({ length: size / 6 }, (_, index) => 10_000 + 3 * index).join(',')}`,
    () => ({}),
  ),
  methods: asking(
    (size) => `method:${'PUT,'.repeat(size / 4)}`,
    () => ({}),
  ),
  'words in one': asking((size) => `body:"${'\\"'.repeat(size / 2)}"`, body('"')),
  'a path': asking((size) => `path:/${'*a/'.repeat(size / 4)}`, path('a/')),
  'a text in a path with asterisks': asking(needle('path:*'), longer(path('a'))),
  'a text in a query': asking(
    (size) => `${needle('query:a=*')(size)}*`,
    longer((size) => ({ target: `/b/x7k2/?a=${'a'.repeat(size)}` })),
  ),
  'a text in a header': asking(
    needle('header:x-a='),
    longer((size) => ({ headers: [['X-A', 'a'.repeat(size)]] })),
  ),
  'a text in a body': asking(needle('body:'), longer(body('a'))),
  'a text in JSON': asking((size) => `${needle('json:$.a=*')(size)}*`, longer(body('a', '{"a":"', '"}'))),
  'a text anywhere': asking(needle(''), longer(body('a'))),
  'a path within': asking((size) => `path:/**${'a*'.repeat(size / 2)}**`, path('a')),
};

describe('a filter takes time that grows with the request alone', () => {
  test.each(Object.entries(growingRequests))('%s', (_, work) => {
    const growth = growthOf(work, 3_600, 4_000_000);
    expect(isLinear(growth), growthWords(growth)).toBe(true);
  });
});

describe('a filter as long as the request takes time that grows with both', () => {
  test.each(Object.entries(growingFilters))('%s', (_, work) => {
    const growth = growthOf(work, 1_200, 19_200);
    expect(isLinear(growth), growthWords(growth)).toBe(true);
  });
});

describe('a filter is not read', () => {
  test.each([
    ['of too many words', 'a '.repeat(3000), 'A filter may have up to 100 terms. This one has 3,000.'],
    [
      'of too many characters',
      'a'.repeat(20_001),
      'A filter may have up to 20,000 characters. This one has 20,001.',
    ],
    [
      'of a regular expression that repeats too much',
      'body:/((a{1,30}){1,30})/',
      'The regular expression is too complex: it compiles to about 962 instructions, and the limit is 300.',
    ],
    [
      'of too many addresses',
      `from:${'10.0.0.1,'.repeat(101)}`,
      'A `from` term may list up to 100 addresses and ranges. This one has 101.',
    ],
  ])('%s', (_, text, words) => {
    const { faults, filter } = readFilter(text, 0);
    expect(faults.map(({ message }) => message)).toEqual([words]);
    expect(filter.words).toEqual([]);
  });
});

test('what rules cost is known before they are evaluated', async () => {
  const costOf = async (...rules: string[]) => {
    const settings = replySettingsShape.parse({ rules: rules.map((when) => ({ when, answer: {} })) });
    return (await compileSettings({ ...settings, handshakes: {} })).cost;
  };
  expect(await costOf('method:POST')).toEqual({ head: 0, body: 0 });
  const plain = await costOf('path:/a', 'body:evt_1');
  expect(plain).toEqual({ head: 2, body: readingCost + mostReadings });
  const expression = await costOf('body:/(a|b)*a(a|b){60}[cd]/');
  expect(expression.body).toBeGreaterThan(500 * plain.body);
});
