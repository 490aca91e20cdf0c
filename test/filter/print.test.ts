import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { complete } from '#lib/filter/complete.ts';
import { printFilter, type Word, withInstead, withWord, wordOf } from '#lib/filter/print.ts';
import { filterKeys, readFilter } from '#lib/filter/read-filter.ts';
import { factsOfSummary } from '#lib/filter/summary.ts';
import { tokens } from '#lib/filter/tokens.ts';
import { captureSummary } from '#lib/summary/capture-summary.ts';
import { received } from '../support/received.ts';

const operator = fc.constantFrom<Word['operator']>(':', '>', '>=', '<', '<=', '=');
const value = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom('-a', '"', '\\', 'a:b', '=x', '>5', 'two words', '', '-', 'x"y', 'path:/a'),
);
const word = fc
  .record({
    negated: fc.boolean(),
    key: fc.option(fc.constantFrom(...filterKeys.map(({ name }) => name)), { nil: null }),
    operator,
    value,
  })
  .map((one) => (one.key === null ? { ...one, operator: ':' as const } : one));

const bare = ({ negated, key, operator: sign, value: text }: Word): Word => ({
  negated,
  key,
  operator: sign,
  value: text,
});

describe('a filter that is printed', () => {
  it('reads as the words it was printed from, whatever is in them', () => {
    fc.assert(
      fc.property(fc.array(word, { maxLength: 5 }), (words) => {
        expect(tokens(printFilter(words)).map(bare)).toEqual(words);
      }),
    );
  });

  it('says the same as the text it was read from: parse, print, parse', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const words = tokens(text).map(bare);
        expect(tokens(printFilter(words)).map(bare)).toEqual(words);
      }),
    );
  });

  it('has quotes only where it needs them', () => {
    const text =
      'method:POST -path:/health header:x-github-event=push body:"a b" size>10k after:2026-11-24T08:00:00.123Z';
    expect(printFilter(tokens(text))).toBe(text);
  });
});

describe('a word is added', () => {
  it.each([
    ['', 'method:POST'],
    ['path:/a', 'path:/a method:POST'],
    ['method:POST path:/a', 'method:POST path:/a'],
    ['-method:POST path:/a', 'path:/a method:POST'],
  ])('to “%s”, which becomes “%s”', (text, wanted) => {
    expect(withWord(text, wordOf('method', 'POST'))).toBe(wanted);
  });

  it('in place of others of its key', () => {
    const now = withInstead('after:1h is:pinned -before:2h', ['after', 'before'], [wordOf('after', '2h')]);
    expect(now).toBe('is:pinned -before:2h after:2h');
  });
});

describe('completion offers', () => {
  const seen = {
    path: [
      { value: '/orders', count: 3 },
      { value: '/refunds paid', count: 1 },
    ],
    method: [{ value: 'PURGE', count: null }],
    provider: [
      { value: 'stripe-test', count: 3 },
      { value: 'stripe', count: 2 },
    ],
  };
  const offers = (text: string, caret = text.length) =>
    complete(text, caret, seen).options.map((option) => option.text);

  it.each<[text: string, offered: string[]]>([
    ['m', ['method:']],
    ['method:POST -pa', ['-path:']],
    ['size', ['size>']],
    ['path:/', ['path:/orders', 'path:"/refunds paid"']],
    ['-path:ref', ['-path:"/refunds paid"']],
    ['method:P', ['method:PURGE', 'method:POST', 'method:PUT', 'method:PATCH', 'method:OPTIONS']],
    ['method:GET,PU', ['method:GET,PURGE', 'method:GET,PUT']],
    ['provider:github,st', ['provider:github,stripe-test', 'provider:github,stripe']],
    ['provider:stripe', ['provider:stripe', 'provider:stripe-test']],
    ['size>=1', ['size>=1k', 'size>=10k', 'size>=100k', 'size>=1m']],
    ['is:p', ['is:pinned']],
    ['"me', []],
    ['nothing:x', []],
  ])('for “%s”', (text, offered) => expect(offers(text)).toEqual(offered));

  it('every key where no word has begun', () => {
    expect(offers('')).toHaveLength(filterKeys.length);
    expect(offers('is:pinned ')).toHaveLength(filterKeys.length);
  });

  it('the piece it replaces: the word at the caret', () => {
    expect(complete('is:pinned me size>1', 12, seen)).toMatchObject({ start: 10, end: 12 });
  });

  it('words that can be read', () => {
    for (const { name, values = [] } of filterKeys) {
      for (const one of values) {
        const [option] = complete(`${name}:${one.slice(0, -1)}`, name.length + one.length, {}).options;
        if (option) expect(readFilter(option.text, 0).faults, option.text).toEqual([]);
      }
    }
  });
});

describe('a summary', () => {
  it('is judged as the capture it is of, by every filter that says it can be', () => {
    const examples = fc.constantFrom(
      ...filterKeys.map(({ example }) => example),
      'type:json',
      'is:noted',
      'x',
    );
    const headers: [string, string][] = [
      ['Host', 'localhost'],
      ['content-type', 'application/json'],
      ['X-Github-Event', 'push'],
    ];
    fc.assert(
      fc.property(fc.array(examples, { maxLength: 3 }), fc.boolean(), fc.nat(60), (words, pinned, seq) => {
        const { filter } = readFilter(words.join(' '), 1_795_000_000_000);
        const facts = {
          ...received({ headers, method: 'PUT', signature: pinned ? 'invalid' : null }),
          seq,
          pinned,
          note: null,
          answered: { status: 503, micros: 5, complete: true },
        };
        if (!filter.ofSummary) return;
        expect(filter.needsBody).toBe(false);
        expect(filter.mayMatch(factsOfSummary(captureSummary(facts)))).toBe(filter.mayMatch(facts));
      }),
    );
  });
});
