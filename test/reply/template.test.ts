import { describe, expect, it, test } from 'vitest';
import type { Answer } from '#lib/model/reply-settings.ts';
import { plainResponse } from '#lib/reply/default-settings.ts';
import { fillResponse } from '#lib/reply/fill-response.ts';
import type { TemplateRequest } from '#lib/reply/template.ts';
import { processorClock } from '../support/processor-clock.ts';

const chance = { now: Date.parse('2026-11-24T08:00:00.250Z'), random: () => 0.25, uuid: () => 'u-u-i-d' };
const encode = (text: string) => new TextEncoder().encode(text);
const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

const request: TemplateRequest = {
  method: 'POST',
  target: '/b/x7k2/orders/7?id=a%20b&id=2&flag',
  prefixLength: 7,
  headers: [
    ['Host', 'a'],
    ['X-Name', 'caf\xc3\xa9'],
    ['x-name', 'second'],
  ],
  seq: 42,
  body: encode(
    '{"id":12345678901234567890,"price":1.50,"n":7,"name":"it\'s <é>","items":[{"sku":"a"},{"sku":"b"}],"constructor":"mine","none":null,"yes":true}',
  ),
};

function filled(text: string, more: Partial<Answer> = {}, asked: Partial<TemplateRequest> = {}) {
  const answer: Answer = { ...plainResponse, headers: [], body: { text }, template: true, ...more };
  return fillResponse(answer, { cors: false, chance, request: async () => ({ ...request, ...asked }) });
}

const body = async (...args: Parameters<typeof filled>) => {
  const { response: reply, error } = await filled(...args);
  expect(error).toBeNull();
  return decode(reply.body);
};

describe('a template says', () => {
  it.each([
    ['{{ method }} {{ path }} {{ seq }}', 'POST /orders/7 42'],
    ['{{ query.id }}|{{ query.flag }}|{{ query.none }}', 'a b||'],
    ['{{ headers.host }} {{ headers["x-name"] }} {{ headers.none }}', 'a café '],
    ['{{ json.id }} {{ json.price }} {{ json.n }}', '12345678901234567890 1.50 7'],
    ['{{ json.name }}', "it's <é>"],
    [
      '{{ json.items[1].sku }} {{ json.items.size }} {% for item in json.items %}{{ item.sku }}{% endfor %}',
      'b 2 ab',
    ],
    ['{{ json.n | plus: 1 }} {{ json.price | plus: 1 }}', '8 2.5'],
    ['{% if json.id == "12345678901234567890" %}same{% endif %}', 'same'],
    ['{{ json.yes }} {{ json.none }}|{{ json.nothing.at.all }}', 'true |'],
    ['{{ json | json }}', decode(request.body)],
    ['{{ json.items | json }}', '[{"sku":"a"},{"sku":"b"}]'],
    ['{{ now }} {{ time }} {{ random }} {{ uuid }}', '2026-11-24T08:00:00.250Z 1795507200 0.25 u-u-i-d'],
    ['{{ now | date: "%Y-%m-%d %H:%M" }}', '2026-11-24 08:00'],
    ['{{ body | size }}', String(decode(request.body).length)],
    ['{% raw %}{{ as it is }}{% endraw %}', '{{ as it is }}'],
    ['plain', 'plain'],
  ])('%s', async (template, expected) => expect(await body(template)).toBe(expected));

  it('nothing of what a request does not have', async () => {
    expect(await body('[{{ json }}{{ json.a }}{{ body }}]', {}, { body: encode('') })).toBe('[]');
    expect(await body('[{{ json.a }}]{{ body }}', {}, { body: encode('no json') })).toBe('[]no json');
  });

  it('no property that was not sent, whatever it is called', async () => {
    const names = ['constructor', '__proto__', 'toString', 'prototype', 'hasOwnProperty', 'valueOf'];
    for (const name of names) {
      for (const thing of ['query', 'headers', 'method', 'random', 'json.items', 'json.name', 'json.id']) {
        expect(await body(`[{{ ${thing}.${name} }}{{ ${thing}["${name}"] }}]`), `${thing}.${name}`).toBe(
          '[]',
        );
      }
    }
    expect(await body('{{ json.constructor }}{{ globalThis }}{{ process }}')).toBe('mine');
  });

  it('a new number and UUID each time', async () => {
    let next = 0;
    const answer: Answer = {
      ...plainResponse,
      headers: [],
      body: { text: '{{ uuid }}{{ uuid }}' },
      template: true,
    };
    const counted = { ...chance, uuid: () => String(next++) };
    const { response: reply } = await fillResponse(answer, {
      cors: false,
      chance: counted,
      request: async () => request,
    });
    expect(decode(reply.body)).toBe('01');
  });

  it('values of headers, where they are templates', async () => {
    const { response: reply } = await filled('', {
      headers: [
        ['Location', '/orders/{{ json.n }}'],
        ['X-Name', ' {{ json.name }} '],
        ['X-Plain', 'as it is'],
      ],
    });
    expect(reply.headers).toEqual([
      ['Location', '/orders/7'],
      ['X-Name', "it's <\xc3\xa9>"],
      ['X-Plain', 'as it is'],
    ]);
  });
});

describe('a template that cannot be filled answers 500 and says why', () => {
  it.each([
    ['{{ method | nofilter }}', /nofilter/],
    ['{% for i in (1..100000000) %}x{% endfor %}', /rendering takes more than 8,000,000 steps/],
    [
      '{% for i in (1..2000) %}{% for j in (1..2000) %}{% endfor %}{% endfor %}',
      /rendering takes (?:more than 8,000,000 steps|too long)/,
    ],
    [
      '{% assign s = "xxxxxxxxxx" %}{% for i in (1..40) %}{% assign s = s | append: s %}{% endfor %}',
      /rendering takes (?:more than 8,000,000 steps|too long)/,
    ],
    ['{% for i in (1..12) %}{{ body }}{% endfor %}', /longer than 1048576 characters/, 'x'.repeat(100_000)],
  ])('%s', async (template, reason, text = '') => {
    const startedAt = processorClock();
    const { response: reply, error } = await filled(template, {}, { body: encode(text) });
    expect(error).toMatch(reason);
    expect(reply.status).toBe(500);
    expect(decode(reply.body)).toContain(error);
    expect(processorClock() - startedAt).toBeLessThan(2000);
  });

  it('also where a header would get a line break', async () => {
    const { error, response: reply } = await filled(
      '',
      { headers: [['X-A', '{{ body }}']] },
      { body: encode('a\r\nSet-Cookie: b') },
    );
    expect(error).toMatch(/^header X-A: the rendered value contains a line break/);
    expect(reply.headers.map(([name]) => name)).toEqual(['Content-Type', 'X-Content-Type-Options']);
  });
});

test('hostile bodies of a megabyte take no filter long', async () => {
  for (const unit of ['<', '<script', '<!--', ' ', 'a,', '\n', '%']) {
    const text = unit.repeat(Math.floor(2 ** 20 / unit.length));
    for (const filter of [
      'strip_html',
      'strip_newlines',
      'escape',
      'url_encode',
      'split: ","',
      'truncatewords: 5',
      'newline_to_br',
      'normalize_whitespace',
      'strip',
      'squish',
      'slugify',
    ]) {
      const startedAt = processorClock();
      await filled(`{{ body | ${filter} | size }}`, {}, { body: encode(text) });
      expect(processorClock() - startedAt, `${filter} of ${JSON.stringify(unit)}`).toBeLessThan(1500);
    }
  }
});

test('an answer without template is the same bytes each time, and pages may read it where CORS is on', async () => {
  const answer: Answer = { ...plainResponse, headers: [['X-A', 'é']], body: { base64: 'AAEC/w==' } };
  const never = () => Promise.reject(new Error('not asked'));
  const { response: reply } = await fillResponse(answer, { cors: true, chance, request: never });
  expect(reply).toEqual({
    status: 200,
    headers: [
      ['Access-Control-Allow-Origin', '*'],
      ['X-A', '\xc3\xa9'],
    ],
    body: Uint8Array.of(0, 1, 2, 255),
  });
  const again = await fillResponse(answer, { cors: true, chance, request: never });
  expect(again.response.body).toBe(reply.body);
  expect(again.response.headers).toBe(reply.headers);
  const own: Answer = { ...answer, headers: [['access-control-allow-origin', 'https://a']] };
  expect((await fillResponse(own, { cors: true, chance, request: never })).response.headers).toEqual(
    own.headers,
  );
});
