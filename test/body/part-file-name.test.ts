import fc from 'fast-check';
import { expect, test } from 'vitest';
import { partFileName } from '#lib/body/multipart/part-file-name.ts';
import { anyText } from './any-text.ts';

const saved = (filename: string | null, contentType: string | null = null) =>
  partFileName({ seq: 7, number: '2', filename, contentType });

test.each([
  ['photo.png', 'photo.png'],
  ['Übersicht 2026 (final).pdf', 'Übersicht 2026 (final).pdf'],
  ['../../../../etc/passwd', 'passwd'],
  ['C:\\Users\\me\\report.doc', 'report.doc'],
  ['..\\..\\autorun.inf', 'autorun.inf'],
  ['a\0b\r\nc.txt', 'ab c.txt'],
  ['invoice\u202efdp.exe', 'invoicefdp.exe'],
  ['.bashrc', 'bashrc'],
  ['-rf', 'rf'],
  ['name.', 'name'],
  ['NUL', '_NUL'],
  ['com1.txt', '_com1.txt'],
  ['a:b*c?"d"<e>|f.txt', 'a_b_c__d__e__f.txt'],
  ['%APPDATA%.txt', '_APPDATA_.txt'],
  [`${'x'.repeat(500)}.jpeg`, `${'x'.repeat(195)}.jpeg`],
])('%j is saved as %j', (filename, name) => {
  expect(saved(filename)).toBe(name);
});

test.each([null, '', '.', '..', '/', 'dir/', '\u202e', '   ', '???'])('%j names no file', (filename) => {
  expect(saved(filename, 'image/png')).toBe('capture-7-part-2.png');
});

test('any file name is saved as one that is short and no path', () => {
  fc.assert(
    fc.property(anyText, (filename) => {
      const name = saved(filename);
      expect(name).not.toMatch(/[/\\:\p{Cc}\u202a-\u202e\u2066-\u2069]|^\.|[. ]$/u);
      expect(new TextEncoder().encode(name).length).toBeLessThanOrEqual(200);
      expect(name).not.toBe('');
    }),
  );
});
