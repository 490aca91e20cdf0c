import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseFilter } from '#components/inspector/feed/filtered-feed.ts';
import { filterTermsOf, headerTerm } from '#components/inspector/filter/filter-terms.ts';
import { printWord } from '#lib/filter/print.ts';
import { factsOfSummary } from '#lib/filter/summary.ts';
import { summary } from './summary.ts';

const words = (facts: Parameters<typeof summary>[1]) => filterTermsOf(summary(1, facts)).map(printWord);

test('the words of a request are of what is seen of it, the client before the peer', () => {
  const seen = words({
    path: '/orders?id=1',
    contentType: 'application/json; charset=utf-8',
    provider: { id: 'github', event: 'push', deliveryId: 'a' },
    signature: 'valid',
    reply: { status: 503, ms: 1, complete: true },
  });
  expect(seen).toEqual([
    'method:POST',
    'path:/orders',
    'provider:github',
    'event:push',
    'signature:valid',
    'status:503',
    'type:application/json',
    'from:127.0.0.1',
  ]);
  expect(printWord(headerTerm('X-Id', ''))).toBe('header:x-id');
});

test('what was not answered has no status to filter by', () => {
  expect(words({ reply: { status: 0, ms: 1, complete: false } }).join()).not.toContain('status');
});

test('a path like /.+/ is not offered, since the filter reads it as an expression', () => {
  expect(words({ path: '/.+/' }).join()).not.toContain('path');
  expect(words({ path: '/orders/' })).toContain('path:/orders/');
});

test('each word of a request finds it', () => {
  fc.assert(
    fc.property(
      fc.record({
        method: fc.stringMatching(/^[A-Z]{1,9}$/),
        path: fc.stringMatching(/^(?:\/[a-z0-9.*()+%"' -]{0,8}){1,4}$/),
        status: fc.integer({ min: 0, max: 599 }),
        event: fc.stringMatching(/^[a-z._: "-]{1,12}$/),
      }),
      ({ method, path, status, event }) => {
        const row = summary(1, {
          method,
          path,
          target: `/b/k7m2xq4p${path}`,
          provider: { id: 'stripe', event, deliveryId: null },
          reply: { status, ms: 1, complete: true },
        });
        for (const word of filterTermsOf(row)) {
          expect(parseFilter(printWord(word), 0)?.mayMatch(factsOfSummary(row)), printWord(word)).toBe(true);
        }
      },
    ),
  );
});
