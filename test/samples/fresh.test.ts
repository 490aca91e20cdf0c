import { describe, expect, it } from 'vitest';
import { Fresh } from '#lib/samples/fresh.ts';
import { form, indentedJson, phpJson, pythonJson, snsJson } from '#lib/samples/serialise.ts';

describe('fresh values', () => {
  const fresh = new Fresh(Date.UTC(2026, 10, 23, 8, 0, 0, 123), Math.random);

  it('have the time in every form, with an offset', () => {
    expect(fresh.milliseconds(-123)).toBe(1_795_420_800_000);
    expect([fresh.seconds(), fresh.seconds(-1000)]).toEqual([1_795_420_800, 1_795_420_799]);
    expect(fresh.iso()).toBe('2026-11-23T08:00:00.123Z');
    expect(fresh.isoSeconds(60_000, '+00:00')).toBe('2026-11-23T08:01:00+00:00');
    expect(fresh.dateTime()).toBe('2026-11-23 08:00:00');
    expect([fresh.date(), fresh.date(8)]).toEqual(['2026-11-23', '2026-12-01']);
  });

  it('have IDs of the alphabet and length asked for, and other ones each time', () => {
    for (const [make, form] of [
      [() => fresh.digits(5), /^[1-9]\d{4}$/],
      [() => String(fresh.number(15)), /^[1-9]\d{14}$/],
      [() => fresh.hex(40), /^[\da-f]{40}$/],
      [() => fresh.base62(24), /^[\da-zA-Z]{24}$/],
      [() => fresh.base36(17), /^[\dA-Z]{17}$/],
      [() => fresh.small(24), /^[\da-z]{24}$/],
      [() => fresh.base64(7), /^[\w+/]{28}$/],
      [() => fresh.uuid(), /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/],
    ] as const) {
      const values = Array.from({ length: 50 }, make);
      for (const value of values) expect(value).toMatch(form);
      expect(new Set(values).size).toBeGreaterThan(40);
    }
  });
});

describe('bodies are written as providers write them', () => {
  const value = { a: 'é/', b: [1, { c: null }] };
  it.each([
    [
      'Stripe',
      indentedJson(value),
      '{\n  "a": "é/",\n  "b": [\n    1,\n    {\n      "c": null\n    }\n  ]\n}',
    ],
    ['PHP', phpJson(value), '{"a":"\\u00e9\\/","b":[1,{"c":null}]}'],
    ['Python', pythonJson(value), '{"a": "\\u00e9/", "b": [1, {"c": null}]}'],
    ['Amazon SNS', snsJson({ Type: 'x', Message: 'é' }), '{\n  "Type" : "x",\n  "Message" : "é"\n}'],
    ['forms', form([['a[b]', 'x y+é']]), 'a%5Bb%5D=x+y%2B%C3%A9'],
  ])('%s', (_, written, expected) => expect(written).toBe(expected));
});
