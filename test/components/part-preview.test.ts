import { expect, test } from 'vitest';
import { partPreview } from '#components/body/part-preview.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

test.each([
  ['a word', null, 'a word', true],
  ['one\ntwo\nthree\nfour', 'text/plain', 'one\ntwo\nthree\nfour', true],
  ['one\n\n\n\nfive', 'text/plain', 'one', false],
  ['x'.repeat(241), null, 'x'.repeat(240), false],
  ['\u{1f600}'.repeat(300), null, '\u{1f600}'.repeat(240), false],
  ['€'.repeat(2000), null, '€'.repeat(240), false],
  ['{"a":1}', 'application/json', '{"a":1}', true],
])('%j of type %s begins as %j, complete: %s', (text, type, begins, isComplete) => {
  expect(partPreview(bytes(text), type)).toEqual({ text: begins, isComplete });
});

test('text is read in the charset of the part', () => {
  expect(partPreview(Uint8Array.of(0x47, 0xfc), 'text/plain; charset=iso-8859-1')?.text).toBe('Gü');
});

test.each([
  ['nothing', new Uint8Array(), 'text/plain'],
  ['bytes', Uint8Array.of(0, 1, 2, 255), 'application/octet-stream'],
  ['parts', bytes('--x\r\nContent-Type: text/plain\r\n\r\na\r\n--x--'), 'multipart/mixed; boundary=x'],
])('%s has no beginning to read', (_what, content, type) => {
  expect(partPreview(content, type)).toBeNull();
});
