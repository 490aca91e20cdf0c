import { MIMEType } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseMediaType } from '#lib/http/media-type.ts';

const parsed = (value: string) => {
  const mediaType = parseMediaType(value);
  return mediaType && [mediaType.essence, ...mediaType.parameters];
};

describe('parseMediaType', () => {
  it.each([
    ['application/json', ['application/json']],
    [' Application/JSON ; Charset=UTF-8 ', ['application/json', ['charset', 'UTF-8']]],
    [
      'multipart/form-data; boundary="a;b\\"c"; x=1',
      ['multipart/form-data', ['boundary', 'a;b"c'], ['x', '1']],
    ],
    ['text/plain;charset=a;charset=b', ['text/plain', ['charset', 'a']]],
    ['text/plain; =a; b; c=; d="', ['text/plain', ['d', '']]],
    ['text/plain;a="b\\', ['text/plain', ['a', 'b\\']]],
    ['text/plain;a="b" c;d=e', ['text/plain', ['a', 'b'], ['d', 'e']]],
    ['text/plain;a b=c;é=d;e=\x01;f=g', ['text/plain', ['f', 'g']]],
  ])('reads %j', (value, expected) => {
    expect(parsed(value)).toEqual(expected);
  });

  it.each([
    '',
    'json',
    '/',
    'text/',
    '/plain',
    'te xt/plain',
    'text/pl ain',
    'text/plain, text/html',
    'té/x',
    'a/b/c',
  ])('is null for %j', (value) => {
    expect(parseMediaType(value)).toBeNull();
  });

  it('agrees with the reader that Node has', () => {
    const pieces = ['a', 'B', '/', ';', '=', '"', '\\', ' ', '\t', '\n', 'é', '\0', 'charset', 'utf-8', ','];
    const text = fc.array(fc.constantFrom(...pieces), { maxLength: 12 }).map((parts) => parts.join(''));
    const value = fc.oneof(
      text,
      fc.tuple(text, text).map(([a, b]) => `text/html${a};${b}`),
    );
    fc.assert(
      fc.property(value, (sent) => {
        expect(parsed(sent)).toEqual(nodeParsed(sent));
      }),
      { numRuns: 3000 },
    );
  });
});

/** Node leaves out step 1 of the standard, which trims the value. */
function nodeParsed(value: string) {
  try {
    const mediaType = new MIMEType(value.replace(/[\t\n\r ]+$/, ''));
    return [mediaType.essence, ...mediaType.params];
  } catch {
    return null;
  }
}
