import { describe, expect, it } from 'vitest';
import { destinationOf } from '#lib/copy-as/request/destination.ts';
import { prepareRequest } from '#lib/copy-as/request/prepare-request.ts';
import { sourceOf } from './source.ts';

describe('a base URL to send to', () => {
  it.each([
    ['http://localhost:8080', 'http://localhost:8080', undefined],
    ['http://localhost:8080/', 'http://localhost:8080', undefined],
    ['HTTPS://Staging.Example:443/Hooks/', 'https://staging.example', '/Hooks'],
    ['http://[::1]:3000/a%20b', 'http://[::1]:3000', '/a%20b'],
  ])('%s is an origin and a path', (text, origin, basePath) => {
    expect(destinationOf(text)).toEqual({
      origin,
      path: 'without-prefix',
      host: 'of-origin',
      ...(basePath && { basePath }),
    });
  });

  it.each([
    'localhost:8080',
    'ftp://a/',
    'http://',
    'http://a/?x',
    'http://a/#x',
    'http://me@a/',
    'javascript:alert(1)',
    '',
  ])('%j is none', (text) => expect(destinationOf(text)).toBeNull());

  it.each([
    ['/b/x7k2/orders?id=1', 7, '/hooks/orders?id=1'],
    ['/b/x7k2', 7, '/hooks'],
    ['/b/x7k2/', 7, '/hooks/'],
    ['/b/x7k2?id=1', 7, '/hooks?id=1'],
    ['/', 0, '/hooks'],
    ['/?id=1', 0, '/hooks?id=1'],
    ['/orders', 0, '/hooks/orders'],
    ['http://bin.example/b/x7k2/orders', 25, '/hooks/orders'],
    ['*', 0, '*'],
  ])('takes the place of what said which bin was meant: %s', (target, prefixLength, wanted) => {
    const source = { ...sourceOf({ target }), prefixLength };
    const options = destinationOf('http://localhost:8080/hooks');
    expect(prepareRequest(source, options!).target).toBe(wanted);
  });

  it('may keep what said which bin was meant', () => {
    const source = { ...sourceOf({ target: '/b/x7k2/orders' }), prefixLength: 7 };
    const options = { ...destinationOf('http://localhost/hooks')!, path: 'with-prefix' as const };
    expect(prepareRequest(source, options)).toMatchObject({
      target: '/hooks/b/x7k2/orders',
      prefixLength: 13,
    });
  });
});
