import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadPatterns } from '#lib/filter/pattern.ts';
import { filterKeys, prepareFilter, readFilter } from '#lib/filter/read-filter.ts';
import { tokens } from '#lib/filter/tokens.ts';
import type { Recognised } from '#lib/model/capture.ts';
import { processorClock } from '../support/processor-clock.ts';
import { received } from '../support/received.ts';

const now = Date.parse('2026-11-24T09:00:00Z');
const minutesAgo = (minutes: number) => (now - minutes * 60_000) * 1000;

beforeAll(loadPatterns);

/** Whether a filter finds a request; fails when the filter has faults. */
function finds(
  text: string,
  facts: Partial<Recognised> & { status?: number; pinned?: boolean; note?: string },
) {
  const { status, pinned = false, note = null, ...rest } = facts;
  const { filter, faults } = readFilter(text, now);
  expect(faults).toEqual([]);
  const whole = received(rest);
  const answered = status === undefined ? null : { status, micros: 1, complete: true };
  return filter.matches({ facts: { ...whole, seq: 7, note, pinned, answered }, body: whole.body });
}
const from = (id: string, event: string | null = null, deliveryId: string | null = null) => ({
  provider: { id, event, deliveryId },
});
const body = (text: string) => ({ body: new TextEncoder().encode(text) });

describe('a filter finds', () => {
  it.each<[filter: string, hit: Parameters<typeof finds>[1], miss: Parameters<typeof finds>[1]]>([
    ['method:POST', { method: 'POST' }, { method: 'GET' }],
    ['method:get,PUT', { method: 'GET' }, { method: 'POST' }],
    ['-method:POST', { method: 'GET' }, { method: 'POST' }],
    ['path:/orders', { target: '/b/x7k2/Orders?id=1' }, { target: '/b/x7k2/other' }],
    ['path:x7k2', { target: '/b/x7k2/x7k2' }, { target: '/b/x7k2/other' }],
    ['path:"a b"', { target: '/b/x7k2/a b' }, { target: '/b/x7k2/a' }],
    ['header:x-a', { headers: [['X-A', '']] }, { headers: [['X-B', 'x-a']] }],
    [
      'header:x-a=push',
      {
        headers: [
          ['X-A', '1'],
          ['x-a', 'a PUSH b'],
        ],
      },
      { headers: [['X-A', 'pull']] },
    ],
    ['path:/orders/*', { target: '/b/x7k2/Orders/7?x=/y' }, { target: '/b/x7k2/orders/7/items' }],
    ['path:/orders/**', { target: '/b/x7k2/orders/7/items' }, { target: '/b/x7k2/orders' }],
    ['path:/*/items', { target: '/b/x7k2/7/items' }, { target: '/b/x7k2/orders/7/items' }],
    ['path:*.json', { target: '/b/x7k2/a/b.json' }, { target: '/b/x7k2/b.json5' }],
    ['path:/a?x=*', { target: '/b/x7k2/a?x=1' }, { target: '/b/x7k2/a' }],
    ['path:/orders/', { target: '/b/x7k2/orders/7' }, { target: '/b/x7k2/x-orders-y' }],
    ['path:/^\\/orders\\/\\d+$/', { target: '/b/x7k2/orders/7' }, { target: '/b/x7k2/orders/x' }],
    ['query:id', { target: '/b/x7k2/?id' }, { target: '/b/x7k2/id?x=id' }],
    ['query:id=7', { target: '/b/x7k2/?id=1&id=7' }, { target: '/b/x7k2/?id=77' }],
    ['query:"a b=c*"', { target: '/b/x7k2/?a+b=c%26' }, { target: '/b/x7k2/?a+b=xc' }],
    ['query:id=/^\\d+$/', { target: '/b/x7k2/?id=12' }, { target: '/b/x7k2/?id=1x' }],
    ['header:x-a=/^v\\d/i', { headers: [['X-A', 'V1']] }, { headers: [['X-A', 'xv1']] }],
    ['body:/evt_\\d{2}/', body('an evt_12'), body('an evt_1')],
    ['body:/^caf.$/', body('café'), body('cafés')],
    [
      'json:$.data.type=charge.*',
      body('{"data":{"type":"charge.paid"}}'),
      body('{"data":{"type":"x.charge."}}'),
    ],
    [
      'json:$.id=12345678901234567890',
      body('{"id":12345678901234567890}'),
      body('{"id":12345678901234567891}'),
    ],
    ['json:$.price=1.5', body('{"price":1.50}'), body('{"price":1.51}')],
    ['json:$.items[*].sku=b', body('{"items":[{"sku":"a"},{"sku":"b"}]}'), body('{"items":[{"sku":"a"}]}')],
    [
      'json:$.items[-1].sku=a',
      body('{"items":[{"sku":"b"},{"sku":"a"}]}'),
      body('{"items":[{"sku":"a"},{"sku":"b"}]}'),
    ],
    [`json:"$['a b'].c"`, body('{"a b":{"c":null}}'), body('{"a b":{}}')],
    ['json:$.ok=true', body('{"ok":true}'), body('{"ok":false}')],
    ['json:$.a=/^x+$/i', body('{"a":"XX"}'), body('{"a":"xy"}')],
    ['json:$', body('[]'), body('[')],
    ['json:$.a=2', body('{"a":1,"a":2}'), body('{"a":1}')],
    ['header:x-a="two words"', { headers: [['X-A', 'two words']] }, { headers: [['X-A', 'two']] }],
    ['header:x-a=café', { headers: [['X-A', 'caf\xc3\xa9']] }, { headers: [['X-A', 'cafe']] }],
    ['header:x-a=café', { headers: [['X-A', 'caf\xe9']] }, { headers: [['X-A', 'caf\xe8']] }],
    ['header:x-a=cafÃ©', { headers: [['X-A', 'caf\xc3\xa9 \xe9']] }, { headers: [['X-A', 'caf\xc3\xa9']] }],
    ['café', { headers: [['X-A', 'caf\xe9']] }, { headers: [['X-A', 'cafe']] }],
    ['body:"evt_1"', body('{"id":"EVT_1"}'), body('{"id":"evt_2"}')],
    ['body:"say \\"x\\""', body('say "x"'), body('say x')],
    ['type:json', { headers: [['content-type', 'application/JSON']] }, { headers: [] }],
    ['status:503', { status: 503 }, { status: 200 }],
    ['status:5xx', { status: 503 }, { status: 200 }],
    ['status>=400', { status: 400 }, {}],
    ['size>10k', { bodySize: 10_241 }, { bodySize: 10_240 }],
    ['size:>=1m', { bodySize: 2 ** 20 }, { bodySize: 2 ** 20 - 1 }],
    ['size=0', { bodySize: 0 }, { bodySize: 1 }],
    ['after:10m', { receivedAt: minutesAgo(10) }, { receivedAt: minutesAgo(11) }],
    ['before:1h', { receivedAt: minutesAgo(61) }, { receivedAt: minutesAgo(59) }],
    ['after:2026-11-24T08:30', { receivedAt: minutesAgo(30) }, { receivedAt: minutesAgo(31) }],
    ['after:2026-11-24T10:30+02:00', { receivedAt: minutesAgo(30) }, { receivedAt: minutesAgo(31) }],
    ['before:2026-11-24', { receivedAt: minutesAgo(600) }, { receivedAt: minutesAgo(0) }],
    [
      'from:10.0.0.0/8',
      { peer: { address: '10.1.2.3', port: 1 } },
      { peer: { address: '11.1.2.3', port: 1 } },
    ],
    ['provider:GitHub,stripe', from('github'), from('gitlab')],
    ['signature:invalid', { signature: 'invalid' }, { signature: 'valid' }],
    ['signature:Expired,missing', { signature: 'missing' }, { signature: null }],
    ['-signature:valid', { signature: null }, { signature: 'valid' }],
    ['schema:invalid', { schema: 'invalid' }, { schema: 'valid' }],
    ['schema:Invalid,unchecked', { schema: 'unchecked' }, { schema: null }],
    ['-schema:valid', { schema: null }, { schema: 'valid' }],
    ['event:Issues', from('github', 'issues.opened'), from('github')],
    ['delivery:d1', from('github', null, 'd1'), from('github', null, 'd11')],
    ['is:pinned', { pinned: true }, {}],
    ['is:aborted', { aborted: true }, {}],
    ['is:malformed', { malformed: 'why' }, {}],
    ['is:noted', { note: 'x' }, {}],
    ['note:refund', { note: 'a Refund' }, { note: 'x' }],
    ['hello', body('say HELLO'), body('bye')],
    ['hello', { headers: [['X-Hello', '1']] }, {}],
    ['"http://a"', { target: '/b/x7k2/?to=http://a' }, {}],
    ['method:POST -path:/health size>1', { bodySize: 5 }, { target: '/b/x7k2/health', bodySize: 5 }],
  ])('%s', (filter, hit, miss) => {
    expect(finds(filter, hit)).toBe(true);
    expect(finds(filter, miss)).toBe(false);
  });

  it('the client that trusted proxies name, rather than the peer', () => {
    const client = {
      address: '203.0.113.7',
      port: null,
      scheme: null,
      host: null,
      by: 'x-forwarded-for' as const,
      chain: [],
    };
    expect(finds('from:203.0.113.7', { client })).toBe(true);
    expect(finds('from:::1', { client })).toBe(false);
  });

  it('by number', () => {
    expect(finds('seq>=7 seq<8', {})).toBe(true);
    expect(finds('seq:8', {})).toBe(false);
  });

  it('everything when it is empty', () => expect(finds('  ', {})).toBe(true));
});

describe('a word that says nothing', () => {
  it.each([
    ['colour:red', /^The filter key `colour` does not exist\. Use one of method, path/],
    ['method:', /^Enter a method/],
    ['size>big', /^Enter a number of bytes/],
    ['path>3', /^Use a colon after `path`/],
    ['status>5xx', /^Enter a full status code/],
    ['after:soon', /^Enter a time/],
    ['from:300.0.0.1', /is not an address/],
    ['is:constructor', /^Use one of pinned/],
    ['""', /^Enter a text after `"`/],
    ['query:=1', /^Enter the name of a query parameter/],
    ['json:id=1', /^Enter a JSON path/],
    ['json:$.a>1', /^Enter a JSON path/],
    ['body:/(/', /not valid in RE2 syntax: missing closing/],
    ['body:/(?=a)/', /not valid in RE2 syntax/],
  ])('%s is told with its place, and the others count', (word, words) => {
    const text = `method:GET ${word} path:/x`;
    const { filter, faults } = readFilter(text, now);
    expect(faults).toEqual([{ start: 11, end: 11 + word.length, message: expect.stringMatching(words) }]);
    expect(
      filter.mayMatch({ ...received({ method: 'POST' }), seq: 1, note: null, pinned: false, answered: null }),
    ).toBe(false);
  });
});

describe('a regular expression', () => {
  it('takes time in proportion to the text, whatever it is', () => {
    const startedAt = processorClock();
    expect(finds('body:/^(a+)+$/', body(`${'a'.repeat(100_000)}b`))).toBe(false);
    expect(finds('body:/(a|a)*c|(b*)*d/', body('a'.repeat(100_000)))).toBe(false);
    expect(processorClock() - startedAt).toBeLessThan(2000);
  });

  it('is prepared for wherever one may be', async () => {
    await prepareFilter('header:x-a=/b/ path:/c/');
    expect(readFilter('header:x-a=/b/ path:/c/', now).faults).toEqual([]);
  });
});

it('a path pattern takes time in proportion to the path', () => {
  const startedAt = processorClock();
  expect(finds(`path:/${'*a'.repeat(50)}`, { target: `/b/x7k2/${'a'.repeat(60_000)}b` })).toBe(false);
  expect(processorClock() - startedAt).toBeLessThan(1000);
});

describe('the grammar', () => {
  it('has an example for every key that can be read', () => {
    for (const { name, example } of filterKeys) {
      expect(readFilter(example, now).faults, name).toEqual([]);
      expect(tokens(example)[0]?.key).toBe(name);
    }
  });

  it('reads any text: every character is in a word or white space, and no filter throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const words = tokens(text);
        let at = 0;
        for (const { start, end } of words) {
          expect(text.slice(at, start).trim()).toBe('');
          expect(end).toBeGreaterThan(start);
          at = end;
        }
        expect(text.slice(at).trim()).toBe('');
        readFilter(text, now).filter.matches({
          facts: { ...received(), seq: 1, note: null, pinned: false, answered: null },
          body: new Uint8Array(),
        });
      }),
    );
  });

  it('asks the store for no row less than it finds', () => {
    const value = fc.constantFrom(
      ...filterKeys.map(({ example }) => example),
      'size<5',
      'seq:7',
      '-size>5',
      '-is:pinned',
    );
    fc.assert(
      fc.property(fc.array(value, { maxLength: 3 }), fc.nat(20), fc.boolean(), (words, bodySize, pinned) => {
        const { filter } = readFilter(words.join(' '), now);
        const facts = {
          ...received({
            bodySize,
            receivedAt: minutesAgo(5),
            signature: 'invalid',
            schema: 'invalid',
            ...from('github', 'push', 'evt_1Nq0'),
          }),
          seq: 7,
          note: null,
          pinned,
          answered: null,
        };
        if (!filter.matches({ facts, body: new Uint8Array() })) return;
        for (const { column, is, value: bound } of filter.narrowings) {
          const { provider, event, deliveryId } = { ...facts.provider, provider: facts.provider!.id };
          const value = { ...facts, provider, event, deliveryId }[column];
          const left = Number(value);
          const right = Number(bound);
          const holds = {
            equals: value === bound,
            not: value !== bound,
            in: Array.isArray(bound) && bound.includes(value),
            gt: left > right,
            gte: left >= right,
            lt: left < right,
            lte: left <= right,
            inUpperCase: Array.isArray(bound) && bound.includes(String(value).toUpperCase()),
            contains: JSON.stringify(value).toLowerCase().includes(String(bound).toLowerCase()),
          };
          expect(holds[is]).toBe(true);
        }
      }),
    );
  });
});
