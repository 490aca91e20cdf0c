import { describe, expect, test } from 'vitest';
import { contentOf, type MultipartRow, multipart, readMultipart } from '#lib/body/multipart/multipart.ts';
import type { MultipartPart } from '#lib/body/multipart/part.ts';
import { allRows } from '#lib/body/rows.ts';
import { fromBytes, toBytes } from '#lib/http/byte-string.ts';
import { parseMediaType } from '#lib/http/media-type.ts';

const typeOf = (boundary: string) => parseMediaType(`multipart/form-data; boundary="${boundary}"`);
const usual = { parts: 10_000, headBytes: 16_384 };

/** Rows as `kind: content`, and the notes, of a body written as a byte string. */
function read(text: string, { type = typeOf('x'), limits = usual } = {}) {
  const body = toBytes(text);
  const reading = readMultipart(body, type, limits);
  const rows = allRows(reading);
  const shown = rows.map((row) => `${row.kind}: ${fromBytes(contentOf(body, row))}`);
  return { rows: shown, parts: rows.filter(isPart), notes: reading.notes, boundary: reading.boundary };
}

const isPart = (row: MultipartRow): row is MultipartPart => row.kind === 'part';

describe('parts', () => {
  test('are listed in order, with their own headers as sent and the place of their content', () => {
    const sent =
      '--x\r\ncontent-disposition: form-data; name="a"\r\nX-A:1\r\nx-a:  2 \r\n\r\none\r\n' +
      '--x\r\nContent-Disposition: form-data; name=f; filename="r.csv"\r\nContent-Type: text/csv; header=absent\r\n\r\n1,2\r\n\r\n--x--\r\n';
    const { rows, parts, notes, boundary } = read(sent);
    expect(rows).toEqual(['part: one', 'part: 1,2\r\n']);
    expect(parts[0]).toMatchObject({
      number: 1,
      headers: [
        ['content-disposition', 'form-data; name="a"'],
        ['X-A', '1'],
        ['x-a', '2'],
      ],
      headOffset: 5,
      offset: sent.indexOf('one'),
      length: 3,
      contentType: null,
      mediaType: null,
      name: { text: 'a', raw: 'a' },
      filename: null,
      notes: [],
    });
    expect(parts[1]).toMatchObject({
      number: 2,
      contentType: 'text/csv; header=absent',
      mediaType: { essence: 'text/csv' },
      name: { text: 'f' },
      filename: { text: 'r.csv' },
    });
    expect(notes).toEqual([]);
    expect(boundary).toBe('x');
  });

  test('share the memory of the body', () => {
    const body = toBytes('--x\r\n\r\ncontent\r\n--x--');
    const [part] = allRows(readMultipart(body, typeOf('x')));
    expect(contentOf(body, part!).buffer).toBe(body.buffer);
  });

  test('are found only as far as asked', () => {
    const reading = readMultipart(toBytes(`${'--x\r\n\r\n.\r\n'.repeat(100)}--x--`), typeOf('x'));
    expect(reading.boundary).toBeNull();
    expect(reading.readUpTo(3)).toBe(3);
    expect(reading).toMatchObject({ count: 3, done: false, boundary: 'x' });
    expect(reading.readUpTo(1000)).toBe(100);
    expect(reading.done).toBe(true);
  });

  test.each<[why: string, body: string, rows: string[]]>([
    ['no headers', '--x\r\n\r\na\r\n--x--', ['part: a']],
    ['no content', '--x\r\nA: b\r\n\r\n\r\n--x--', ['part: ']],
    ['headers that the boundary ends', '--x\r\nA: b\r\n\r\n--x--', ['part: ']],
    ['an empty line alone', '--x\r\n\r\n--x--', ['part: ']],
    ['nothing at all', '--x\r\n--x\r\n\r\na\r\n--x--', ['part: ', 'part: a']],
    ['line breaks as content', '--x\r\n\r\n\r\n\r\n\r\n--x--', ['part: \r\n\r\n']],
    ['white space after the boundary', '--x \t\r\n\r\na\r\n--x-- \r\n', ['part: a']],
    ['any bytes', '--x\r\n\r\n\0\xff\r\r\n\n--x\r\n--x--', ['part: \0\xff\r\r\n\n--x']],
  ])('may have %s', (_why, body, rows) => {
    expect(read(body).rows).toEqual(rows);
  });

  test('are numbered apart from what is before them, and what is around them is a row', () => {
    const { rows, parts, notes } = read('for old mail\r\nreaders\r\n--x\r\n\r\na\r\n--x--\r\nthe end');
    expect(rows).toEqual(['preamble: for old mail\r\nreaders', 'part: a', 'epilogue: the end']);
    expect(parts[0]!.number).toBe(1);
    expect(notes).toEqual([]);
  });

  test('may be multipart themselves, and are read the same way', () => {
    const inner = '--y\r\n\r\ndeep\r\n--y--';
    const { parts, rows } = read(`--x\r\nContent-Type: multipart/mixed; boundary=y\r\n\r\n${inner}\r\n--x--`);
    expect(rows).toEqual([`part: ${inner}`]);
    expect(parts[0]!.notes).toEqual(['nested multipart']);
    expect(read(inner, { type: parts[0]!.mediaType }).rows).toEqual(['part: deep']);
  });

  test('of an inner multipart that is never closed end with the outer part', () => {
    const { rows } = read(
      '--x\r\nContent-Type: multipart/mixed; boundary=xy\r\n\r\n--xy\r\n\r\ndeep\r\n--x\r\n\r\nb\r\n--x--',
    );
    expect(rows).toEqual(['part: --xy\r\n\r\ndeep', 'part: b']);
  });
});

describe('headers of a part', () => {
  const partOf = (head: string, limits = usual) => read(`--x\r\n${head}\r\n--x--`, { limits }).parts[0]!;

  test('keep bytes outside ASCII, also where a byte looks like a space', () => {
    expect(partOf('X-A: \xc3\xa0\r\n\r\n').headers).toEqual([['X-A', '\xc3\xa0']]);
  });

  test('are unfolded', () => {
    expect(partOf('A: b;\r\n\tc\r\n d\r\nE: f\r\n\r\n').headers).toEqual([
      ['A', 'b;\tc d'],
      ['E', 'f'],
    ]);
  });

  test('may end in a line feed alone', () => {
    expect(partOf('A: b\nC: d\r\n\n').headers).toEqual([
      ['A', 'b'],
      ['C', 'd'],
    ]);
  });

  test.each([
    ['A: b\r\njunk\r\n\r\nc', [['A', 'b']], 'junk\r\n\r\nc', 'no empty line between headers and content'],
    ['{"a":1}', [], '{"a":1}', 'no empty line between headers and content'],
    [' A: b\r\n\r\n', [], ' A: b\r\n\r\n', 'no empty line between headers and content'],
    ['A: b', [['A', 'b']], '', 'no empty line after the headers'],
    [
      'Content-Type: a/b\r\ncontent-type: c/d\r\n\r\n',
      undefined,
      '',
      'two Content-Type headers: the first is used',
    ],
    ['Content-Transfer-Encoding: BASE64\r\n\r\nYQ==', undefined, 'YQ==', 'content is encoded as base64'],
    [
      'Content-Disposition: form-data; name=a; name=b\r\n\r\n',
      undefined,
      '',
      'two names: the first is shown',
    ],
  ])('%j are read as far as they go', (head, headers, content, note) => {
    const part = partOf(head);
    if (headers !== undefined) expect(part.headers).toEqual(headers);
    expect(part).toMatchObject({ length: content.length, notes: [note] });
  });

  test('that are very long are cut, and what is cut off is content', () => {
    const part = partOf(`A: b\r\nB: ${'c'.repeat(100)}\r\n\r\nd`, { parts: 10, headBytes: 50 });
    expect(part).toMatchObject({ headers: [['A', 'b']], length: 108 });
    expect(part.notes).toEqual(['headers are too long to list, the rest is shown as content']);
  });
});

describe('trouble is described', () => {
  const untyped = parseMediaType('multipart/form-data');
  test.each<[why: string, body: string, rows: string[], notes: RegExp[], type?: ReturnType<typeof typeOf>]>([
    ['no closing boundary', '--x\r\n\r\na\r\n--x\r\n\r\nb', ['part: a', 'part: b'], [/^No closing boundary/]],
    ['a body cut in the boundary', '--x\r\n\r\na\r\n--', ['part: a\r\n--'], [/^No closing boundary/]],
    [
      'a closing boundary without hyphens',
      '--x\r\n\r\na\r\n--x\r\n',
      ['part: a'],
      [/does not end with the two closing hyphens/],
    ],
    ['no part', '--x--\r\n', [], [/but no part/]],
    [
      'a boundary in content',
      '--x\r\n\r\na\r\n--xy\r\n--x-\r\n--x--;\r\n--x--',
      ['part: a\r\n--xy\r\n--x-\r\n--x--;'],
      [/^The line at byte 10 begins with the boundary but is longer/],
    ],
    [
      'a boundary after a lone line feed',
      '--x\r\n\r\na\n--x\r\nb\r\n--x--',
      ['part: a\n--x\r\nb'],
      [/^The boundary at byte 9 follows a lone LF/],
    ],
    ['line feeds alone', '--x\nA: b\n\na\r\n--x--\n', ['part: a\r'], [/^Lines end with LF instead of CRLF/]],
    [
      'a part after the end',
      '--x\r\n\r\na\r\n--x--\r\n--x\r\n\r\nb\r\n--x--',
      ['part: a', 'epilogue: --x\r\n\r\nb\r\n--x--'],
      [/^A boundary follows the closing boundary/],
    ],
    [
      'no boundary in the label',
      '\r\n--WebKit\r\nA: b\r\n\r\na\r\n--WebKit--',
      ['part: a'],
      [/^Content-Type has no boundary parameter\. The boundary is taken from the first line: --WebKit\.$/],
      untyped,
    ],
    [
      'another boundary than in the label',
      '--y\r\n\r\na\r\n--y--',
      ['part: a'],
      [
        /^The body does not contain the boundary of Content-Type, x\. The boundary is taken from the first line: --y\.$/,
      ],
    ],
    [
      'no boundary anywhere',
      '{"a":1}',
      ['preamble: {"a":1}'],
      [/^Content-Type has no boundary parameter\.$/],
      untyped,
    ],
    [
      'a boundary that is not there',
      'a=1',
      ['preamble: a=1'],
      [/^The body does not contain the boundary of Content-Type, x\.$/],
    ],
    [
      'an empty boundary',
      '--\r\n\r\na\r\n----',
      ['preamble: --\r\n\r\na\r\n----'],
      [/has no boundary parameter/],
      typeOf(''),
    ],
    [
      'a boundary with odd characters',
      '--\xfc&\r\n\r\na\r\n--\xfc&--',
      ['part: a'],
      [/characters or a length that RFC 2046 does not allow/],
      typeOf('\xfc&'),
    ],
    [
      'a boundary of 71 characters',
      `--${'y'.repeat(71)}--`,
      [],
      [/RFC 2046 does not allow/, /but no part/],
      typeOf('y'.repeat(71)),
    ],
    ['no bytes', '', [], []],
  ])('%s', (_why, body, rows, notes, type) => {
    const found = type === undefined ? read(body) : read(body, { type });
    expect(found.rows).toEqual(rows);
    expect(found.notes).toEqual(notes.map((note) => expect.stringMatching(note)));
  });

  test('by one line, however long the boundary is', () => {
    expect(read('a', { type: typeOf('y'.repeat(60_000)) }).notes.join('').length).toBeLessThan(400);
  });

  test('when there are more parts than are listed', () => {
    const body = `${'--x\r\n\r\na\r\n'.repeat(5)}--x--`;
    const { rows, notes } = read(body, { limits: { parts: 3, headBytes: 100 } });
    expect(rows).toEqual(['part: a', 'part: a', 'part: a', 'rest: \r\na\r\n--x\r\n\r\na\r\n--x--']);
    expect(notes).toEqual(['Only the first 3 parts are listed.']);
    expect(read(body, { limits: { parts: 5, headBytes: 100 } }).notes).toEqual([]);
  });
});

describe('a body is judged', () => {
  const fits = (type: string | null, text: string, whole = true) =>
    multipart.fits({
      mediaType: type === null ? null : parseMediaType(type),
      bytes: new TextEncoder().encode(text),
      text,
      decodable: true,
      whole,
    });
  const form = '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n--x--';

  test.each<[why: string, type: string | null, text: string, named: boolean, found: string, whole?: boolean]>(
    [
      ['a form', 'multipart/form-data; boundary=x', form, true, 'certain'],
      ['a form without a label', null, form, false, 'certain'],
      ['a form under a wrong label', 'application/x-www-form-urlencoded', form, false, 'certain'],
      ['no part', 'multipart/form-data; boundary=x', '--x--', true, 'possible'],
      ['a preamble', 'multipart/mixed; boundary=x', 'hello\r\n--x\r\n', true, 'possible'],
      ['a preamble that goes on', 'multipart/mixed; boundary=x', 'hello', true, 'possible', false],
      ['words', 'multipart/mixed; boundary=x', 'hello', true, 'no'],
      ['a rule in Markdown', 'text/markdown', '---\ntitle: a\n', false, 'no'],
      ['a list of options', null, '--verbose\nContent: x', false, 'no'],
    ],
  )('%s', (_why, type, text, named, found, whole) => {
    expect(fits(type, text, whole)).toEqual({ named, found });
  });
});
