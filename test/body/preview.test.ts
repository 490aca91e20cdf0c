import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chooseKinds } from '#lib/body/choose-kinds.ts';
import { pictureSize } from '#lib/body/picture-size.ts';
import { sniffMediaType } from '#lib/body/sniff-media-type.ts';

const hex = (digits: string) => Uint8Array.from(Buffer.from(digits.replace(/\s/g, ''), 'hex'));
const png = hex('89504e470d0a1a0a 0000000d49484452 00000280000001e0 0806000000');
const jpeg = hex('ffd8 ffe00010 4a46494600010100000100010000 ffc00011 08 01e0 0280 03');
const gif = hex('474946383961 8002 e001 f70000');
const webp = hex('52494646 24000000 57454250 56503820 18000000 30010 09d012a 8002 e001 00');
const webpX = hex('52494646 24000000 57454250 56503858 0a000000 10000000 7f0200 df0100');

test.each([
  ['image/png', png],
  ['image/jpeg', jpeg],
  ['image/gif', gif],
  ['image/webp', webp],
  ['image/webp', webpX],
])('%s is told by its bytes, and how large it is', (essence, bytes) => {
  expect(sniffMediaType(bytes)).toEqual({ essence, way: 'picture' });
  expect(pictureSize(bytes, essence)).toEqual({ width: 640, height: 480 });
});

test.each([
  ['%PDF-1.7\n', 'application/pdf'],
  ['ID3\x04', 'audio/mpeg'],
  ['RIFF\0\0\0\0WAVEfmt ', 'audio/wav'],
  ['OggS\0\x02', 'audio/ogg'],
  ['fLaC\0', 'audio/flac'],
  ['\0\0\0\x20ftypM4A ', 'audio/mp4'],
  ['\0\0\0\x20ftypisom', 'video/mp4'],
  ['\0\0\0\x1cftypavif', 'image/avif'],
  ['\x1a\x45\xdf\xa3', 'video/webm'],
])('%j is %s', (start, essence) => {
  expect(sniffMediaType(Uint8Array.from(start, (character) => character.charCodeAt(0)))?.essence).toBe(
    essence,
  );
});

test.each([
  ['image/png', png, ['preview', 'hex', 'text'], 'image/png', null],
  [null, png, ['preview', 'hex', 'text'], 'image/png', null],
  ['image/jpg', jpeg, ['preview', 'hex', 'text'], 'image/jpeg', null],
  [
    'image/jpeg',
    png,
    ['preview', 'hex', 'text'],
    'image/png',
    'Content-Type is image/jpeg, but the body is image/png.',
  ],
  [
    'application/json',
    png,
    ['preview', 'hex', 'text'],
    'image/png',
    'Content-Type is application/json, but the body is image/png.',
  ],
])('labelled %s', (type, bytes, offered, label, note) => {
  const kinds = chooseKinds(type, bytes);
  expect({ ...kinds, offered: new Set(kinds.offered) }).toEqual({
    best: 'preview',
    offered: new Set([...offered, ...(type === 'application/json' ? ['json'] : [])]),
    label,
    note,
  });
});

test.each([
  ['text/html', '<p>hello</p>', 'text'],
  [null, '<!doctype html><p>hello</p>', 'text'],
  ['image/svg+xml', '<svg xmlns="http://www.w3.org/2000/svg"/>', 'xml'],
])('a page or SVG (%s, %s) is first shown as what was sent; the preview is there', (type, body, best) => {
  const kinds = chooseKinds(type, new TextEncoder().encode(body));
  expect(kinds.best).toBe(best);
  expect(kinds.offered).toContain('preview');
});

test('whatever bytes there are, looking at their beginning ends', () => {
  const start = fc.constantFrom(png, jpeg, gif, webp, webpX, new Uint8Array());
  fc.assert(
    fc.property(start, fc.nat(40), fc.uint8Array({ maxLength: 60 }), (bytes, cut, rest) => {
      const body = Uint8Array.from([...bytes.subarray(0, cut), ...rest]);
      for (const essence of ['image/png', 'image/jpeg', 'image/gif', 'image/webp'])
        pictureSize(body, essence);
      sniffMediaType(body);
    }),
  );
});
