import { describe, expect, test } from 'vitest';
import type { Answer } from '#lib/model/reply-settings.ts';
import { replySettingsShape } from '#lib/model/reply-settings-shape.ts';
import { checkSettings } from '#lib/reply/check-settings.ts';
import { plainResponse } from '#lib/reply/default-settings.ts';
import { fillResponse } from '#lib/reply/fill-response.ts';
import { findTemplateError, renderTemplates, type TemplateRequest } from '#lib/reply/template.ts';
import { processorClock } from '../support/processor-clock.ts';

const chance = { now: 0, random: () => 0.25, uuid: () => 'u-u-i-d' };
const encode = (text: string) => new TextEncoder().encode(text);

const answerOf = (text: string, headers: Answer['headers'] = []): Answer => ({
  ...plainResponse,
  headers,
  body: { text },
  template: true,
});

function requestOf(body: string, target = '/b/x7k2/'): TemplateRequest {
  return { method: 'POST', target, prefixLength: 7, headers: [], seq: 1, body: encode(body) };
}

describe('an answer is not saved', () => {
  test.each([
    [
      'with more outputs than anybody writes',
      '{{a}}'.repeat(200_000),
      '200,000 outputs and tags. Up to 2,000 are allowed',
    ],
    [
      'with more tags',
      '{% if a %}x{% endif %}'.repeat(1001),
      '2,002 outputs and tags. Up to 2,000 are allowed',
    ],
    [
      'with an output of thousands of filters',
      `{{ a${' | upcase'.repeat(4000)} }}`,
      '36,003 characters in outputs and tags. Up to 32,768 are allowed',
    ],
    [
      'with a tag of thousands of lines',
      `{% liquid\n${'assign a = b\n'.repeat(3000)} %}`,
      '39,009 characters in outputs and tags. Up to 32,768 are allowed',
    ],
    [
      'with blocks inside each other',
      '{% if a %}'.repeat(51) + '{% endif %}'.repeat(51),
      '51 nested blocks. Up to 50 are allowed',
    ],
    ['with an output that is never closed', '{{'.repeat(100_000), '199,998 characters in outputs and tags.'],
  ])('%s', async (_, text, words) => {
    const before = processorClock();
    expect(await findTemplateError(answerOf(text))).toMatch(words);
    expect(processorClock() - before).toBeLessThan(500);
  });

  test('when its headers have too many', async () => {
    const headers = Array.from({ length: 30 }, () => ['X-A', '{{a}}'.repeat(100)] as const);
    expect(await findTemplateError(answerOf('', headers))).toMatch('3,000 outputs and tags');
  });

  test('when all answers of the bin have too many', async () => {
    const answer = { template: true, body: '{{a}}'.repeat(1500) };
    const rules = Array.from({ length: 4 }, () => ({ when: '', answer }));
    const faults = await checkSettings({ ...replySettingsShape.parse({ rules }), handshakes: {} });
    expect(faults).toEqual([
      {
        path: ['rules'],
        message: 'the templates have 6,000 outputs and tags in all. A bin can have up to 5,000',
      },
    ]);
  });
});

test('an answer that was saved before there were limits says why it is not filled', async () => {
  const { response: reply, error } = await fillResponse(answerOf('{{a}}'.repeat(200_000)), {
    cors: false,
    chance,
    request: async () => requestOf(''),
  });
  expect(reply.status).toBe(500);
  expect(error).toBe('the templates of this response have 200,000 outputs and tags. Up to 2,000 are allowed');
});

test('templates are parsed once for each answer, broken ones too', async () => {
  const answer = answerOf('{{ a | no_such_filter }}');
  let read = 0;
  const counted: Answer = {
    ...answer,
    get body() {
      read++;
      return answer.body;
    },
  };
  const first = await findTemplateError(counted);
  const times = read;
  for (let round = 0; round < 5; round++) expect(await findTemplateError(counted)).toBe(first);
  expect(read).toBe(times);
});

const megabyte = (unit: string) => unit.repeat(Math.floor(2 ** 20 / unit.length));
const listOf = (item: string) =>
  `{"list":[${item}${`,${item}`.repeat(Math.floor(2 ** 20 / (item.length + 1)) - 20)}]}`;

/**
 * What takes longest. A step of the budget takes 50 ns or less, so whatever is filled is filled or given up within 400 ms; more is
 * allowed for a slow machine. Without the budget each takes many times as long.
 */
const longest = 3000;

describe('filling an answer is given up in time', () => {
  const twoTexts = `{"a":"${'a'.repeat(500_000)}","b":"b${'a'.repeat(250_000)}"}`;
  test.each([
    ['a long text looked for in a long text', '{{ json.a | remove: json.b | size }}', twoTexts],
    ['a text looked for from the end', '{{ json.a | remove_last: json.b | size }}', twoTexts],
    ['a text replaced', '{{ json.a | replace: json.b, "x" | size }}', twoTexts],
    ['a text that splits', '{% assign x = json.a | split: json.b %}{{ x.size }}', twoTexts],
    ['a text that may contain another', '{% if json.a contains json.b %}x{% endif %}', twoTexts],
    [
      'thousands of comparisons',
      `{% if ${Array.from({ length: 900 }, (_, index) => `body contains "no${index}"`).join(' or ')} %}x{% endif %}`,
      megabyte('n'),
    ],
    ['thousands of filters', `{{ body${' | upcase'.repeat(3000)} | size }}`, megabyte('a')],
    [
      'a list sorted again and again',
      `{% assign x = json.list${' | sort'.repeat(300)} %}{{ x.size }}`,
      listOf('"ab"'),
    ],
    [
      'a list shuffled',
      `{% assign x = json.list${' | sample: 1000000'.repeat(300)} %}{{ x.size }}`,
      listOf('1'),
    ],
    [
      'a list gone through',
      `{% assign x = json.list${' | reject: "a", 1'.repeat(300)} %}{{ x.size }}`,
      listOf('{}'),
    ],
    [
      'a list gone through by an expression',
      '{% assign x = json.list | where_exp: "i", "i.a == 1" %}{{ x.size }}',
      listOf('{}'),
    ],
    [
      'a path of a thousand names for each item',
      `{% assign x = json.list | map: "${'a.'.repeat(10_000)}" %}{{ x.size }}`,
      listOf('{}'),
    ],
    [
      'nested loops',
      '{% for i in json.list %}{% for j in json.list %}{{ j }}{% endfor %}{% endfor %}',
      listOf('1'),
    ],
    ['loops over ranges', '{% for i in (1..100000) %}{% for j in (1..100000) %}{% endfor %}{% endfor %}', ''],
    ['a table', '{% tablerow i in (1..1000000) cols:2 %}{{ i }}{% endtablerow %}', ''],
    [
      'a text that grows',
      '{% assign s = body %}{% for i in (1..60) %}{% assign s = s | append: s %}{% endfor %}{{ s | size }}',
      'aaaa',
    ],
    ['a date of many characters', '{{ "now" | date: "%9999999Y" | size }}', ''],
    ['a cycle', '{% for i in (1..7000000) %}{% cycle "a", "b" %}{% increment x %}{% endfor %}', ''],
  ])('%s', async (_, text, body) => {
    const before = processorClock();
    await renderTemplates(answerOf(text), requestOf(body), chance).catch((error: Error) => {
      expect(error.message).toMatch(/^rendering takes|longer than 1048576 characters/);
    });
    expect(processorClock() - before).toBeLessThan(longest);
  });

  test('a hundred headers that each take as long as they may', async () => {
    const loop = '{% for i in (1..9) %}{% for j in (1..100000) %}{{ body | size }}{% endfor %}{% endfor %}';
    const headers = Array.from(
      { length: 40 },
      () => ['X-A', `{% assign a = body | upcase %}{{ a | size }}${loop}`] as const,
    );
    const before = processorClock();
    await expect(renderTemplates(answerOf('', headers), requestOf(megabyte('a')), chance)).rejects.toThrow(
      /rendering takes/,
    );
    expect(processorClock() - before).toBeLessThan(longest);
  });

  test('a query of many fields, named again and again, is read once', async () => {
    const target = `/b/x7k2/?${'a=%41&'.repeat(4_000)}`;
    const before = processorClock();
    const { body } = await renderTemplates(
      answerOf('{{ query.a }}'.repeat(300)),
      requestOf('', target),
      chance,
    );
    expect(body).toBe('A'.repeat(300));
    expect(processorClock() - before).toBeLessThan(longest / 2);
  });
});

describe('every filter takes a moment for a long text of anything', () => {
  const units = ['a', '<', '<script', '<!--', '&', ' ', 'a ', ',', '\n', '%41', '0', '語'];
  const filters = [
    ...[
      'abs',
      'append: "x"',
      'at_least: 1',
      'base64_decode',
      'base64_encode',
      'capitalize',
      'ceil',
      'cgi_escape',
      'compact',
    ],
    ...[
      'concat: json',
      'date: "%Y"',
      'date_to_xmlschema',
      'default: "x"',
      'divided_by: 2',
      'downcase',
      'escape',
      'escape_once',
    ],
    ...[
      'first',
      'group_by: "a"',
      'hmac_sha256: "x"',
      'inspect',
      'join: "x"',
      'json',
      'last',
      'lstrip',
      'map: "a"',
    ],
    ...[
      'newline_to_br',
      'normalize_whitespace',
      'number_of_words',
      'number_of_words: "auto"',
      'plus: 1',
      'prepend: "x"',
    ],
    ...[
      'remove: "a"',
      'remove_first: "b"',
      'remove_last: "b"',
      'replace: "a", "b"',
      'replace_last: "b", "c"',
      'reverse',
      'round',
    ],
    ...[
      'rstrip',
      'rstrip: " "',
      'sample',
      'sha256',
      'size',
      'slice: -5, 3',
      'slugify',
      'slugify: "latin"',
      'slugify: "pretty"',
    ],
    ...[
      'sort',
      'split: ""',
      'split: ","',
      'squish',
      'strip',
      'strip: " "',
      'strip_html',
      'strip_newlines',
      'sum',
      'times: 2',
    ],
    ...[
      'to_integer',
      'truncate: 5',
      'truncatewords: 5',
      'unescape',
      'uniq',
      'upcase',
      'uri_escape',
      'url_decode',
      'url_encode',
    ],
    ...['where: "a", "b"', 'xml_escape', 'array_to_sentence_string'],
  ];
  test.each(filters)('%s', async (filter) => {
    const answer = answerOf(`{% assign x = body | ${filter} %}`);
    for (const unit of units) {
      const request = requestOf(unit.repeat(100_000 / unit.length));
      const before = processorClock();
      await renderTemplates(answer, request, chance).catch(() => null);
      expect(processorClock() - before, JSON.stringify(unit)).toBeLessThan(300);
    }
  });
});
