import { expect, test } from 'vitest';
import { isTargetOf, originForBin, targetForBin, targetForUrl } from '#lib/outgoing/bin-target.ts';
import { gapOf } from '#lib/outgoing/pace.ts';

test.each([
  ['/orders?x=1', '/b/x7k2/orders?x=1'],
  ['', '/b/x7k2'],
  ['?a', '/b/x7k2?a'],
  ['orders', '/b/x7k2/orders'],
  [{ target: '/b/other//a', prefixLength: 8 }, '/b/x7k2//a'],
  [{ target: '/B/X7K2/a', prefixLength: 7 }, '/B/X7K2/a'],
  [{ target: 'http://h/b/x7k2/a', prefixLength: 15 }, 'http://h/b/x7k2/a'],
  [{ target: '/a', prefixLength: 0 }, '/b/x7k2/a'],
])('%j is sent to a bin as %s', (given, target) => {
  expect(targetForBin(given, { slug: 'x7k2', binDomain: undefined })).toBe(target);
  expect(originForBin(target, { slug: 'x7k2', origin: 'https://app.example', binDomain: undefined })).toBe(
    'https://app.example',
  );
});

test.each([
  ['/orders', '/orders', 'https://x7k2.bins.example:8443'],
  ['', '/', 'https://x7k2.bins.example:8443'],
  [{ target: '*', prefixLength: 0 }, '*', 'https://x7k2.bins.example:8443'],
  [{ target: '/b/x7k2/a', prefixLength: 7 }, '/b/x7k2/a', 'https://app.example:8443'],
])('where bins have hosts, %j is sent as %s to %s', (given, target, origin) => {
  const bin = { slug: 'x7k2', origin: 'https://app.example:8443', binDomain: 'bins.example' };
  expect(targetForBin(given, bin)).toBe(target);
  expect(originForBin(target, bin)).toBe(origin);
});

test('a URL without path and query keeps the path of a capture, and any other is sent to as it is', () => {
  const capture = (target: string, prefixLength = '/b/orders'.length) => ({ target, prefixLength });
  expect(targetForUrl({ target: '/' }, capture('/b/orders/push?x=1'))).toBe('/push?x=1');
  expect(targetForUrl({ target: '/' }, capture('/b/orders'))).toBe('/');
  expect(targetForUrl({ target: '/' }, capture('http://host/push?x=1', 0))).toBe('/push?x=1');
  expect(targetForUrl({ target: '/' }, capture('*', 0))).toBe('*');
  expect(targetForUrl({ target: '/hook' }, capture('/b/orders/push'))).toBe('/hook');
  expect(targetForUrl({ target: '/?a' }, capture('/b/orders/push'))).toBe('/?a');
  expect(targetForUrl({ target: '/' }, null)).toBe('/');
});

test('a target is that of a capture with and without the slash that is added when it is shown', () => {
  const capture = { target: '/b/x7k2?a', prefixLength: 7 };
  expect(['?a', '/?a', '/'].map((target) => isTargetOf(target, capture))).toEqual([true, true, false]);
});

test('gaps are those of the captures up to a minute, or of a rate', () => {
  expect(gapOf('original', 1_500_000)).toBe(1500);
  expect(gapOf('original', 3_600_000_000)).toBe(60_000);
  expect(gapOf('original', -5)).toBe(0);
  expect(gapOf('at-once', 1_500_000)).toBe(0);
  expect(gapOf({ perSecond: 4 }, 1_500_000)).toBe(250);
});
