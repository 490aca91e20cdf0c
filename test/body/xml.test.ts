import fc from 'fast-check';
import { expect, test } from 'vitest';
import { allRows } from '#lib/body/rows.ts';
import { readXml } from '#lib/body/xml/xml.ts';
import { processorClock } from '../support/processor-clock.ts';
import { anyText } from './any-text.ts';

function read(text: string) {
  const reading = readXml(text);
  const lines = allRows(reading);
  return {
    reading,
    lines,
    shown: lines.map(({ depth, spans }) => '  '.repeat(depth) + spans.map((span) => span.text).join('')),
  };
}

test('XML is laid out: elements with text in a line, others on lines of their own', () => {
  const text =
    '<?xml version="1.0"?>\n<a:feed xmlns:a=\'x>y\'><entry id="1"><title>One &amp; two</title><x/><e></e></entry><!-- c --></a:feed>\n';
  expect(read(text).shown).toEqual([
    '<?xml version="1.0"?>',
    "<a:feed xmlns:a='x>y'>",
    '  <entry id="1">',
    '    <title>One &amp; two</title>',
    '    <x/>',
    '    <e></e>',
    '  </entry>',
    '  <!-- c -->',
    '</a:feed>',
  ]);
});

test('what folds knows its other end and how much is in it', () => {
  const { lines } = read('<a><b><c/></b><d/></a>');
  expect(lines[0]!.opens).toEqual({ kind: 'element', children: 2, closeLine: 5 });
  expect(lines[1]!.opens).toEqual({ kind: 'element', children: 1, closeLine: 3 });
  expect(lines[5]!.closes).toBe(0);
  expect(lines[2]!.opens).toBeNull();
});

test('an element is found by XPath, and copied as sent', () => {
  const { reading } = read('<a>\n<b>1</b>\n<b>2</b><c><d/></c></a>');
  const paths = Array.from({ length: reading.count }, (_, row) => reading.paths!(row)[0]?.text);
  expect(paths).toEqual(['/a', '/a/b[1]', '/a/b[2]', '/a/c', '/a/c/d', '/a/c', '/a']);
  expect(reading.valueText!(0)).toBe('<a>\n<b>1</b>\n<b>2</b><c><d/></c></a>');
  expect(reading.valueText!(5)).toBe('<c><d/></c>');
  expect(reading.valueText!(2)).toBe('<b>2</b>');
  expect(reading.rowAtPlace!(3, 1)).toBe(2);
});

test.each([
  ['<a><b></a></b>', 1, 7, 'expected </b>, found </a>'],
  ['<a>\n<b>\n', 3, 1, 'the text ends inside b'],
  ['<a/>\n<b/>', 2, 1, 'only one root element is allowed'],
  ['<a/>tail', 1, 5, 'text outside the root element'],
  ['</a>', 1, 1, '</a> has no opening tag'],
  ['<a>1 < 2</a>', 1, 6, 'a < that does not start a tag'],
  ['<a b="1></a>', 1, 1, 'the tag a is never closed'],
  ['<a><!-- </a>', 1, 4, 'a comment is never closed'],
  ['', 1, 1, null],
])('%j breaks at line %i, column %i: %s', (text, line, column, message) => {
  const { error } = read(text).reading;
  if (message === null) expect(error).toBeNull();
  else expect(error).toEqual({ line, column, message });
});

test('a billion laughs stay as few as they were written, and nothing is fetched', () => {
  const entities = Array.from(
    { length: 10 },
    (_, n) => `<!ENTITY lol${n + 1} "${`&lol${n};`.repeat(10)}">`,
  ).join('\n');
  const { lines } = read(
    `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY lol0 "lol">${entities}<!ENTITY e SYSTEM "http://evil.example/">]><x>&lol9;&e;</x>`,
  );
  expect(lines).toHaveLength(3);
  expect(lines[1]!.notes).toEqual(['ignored: entities are not expanded or fetched']);
  expect(lines[2]!.spans.map(({ text }) => text).join('')).toBe('<x>&lol9;&e;</x>');
  expect(lines[2]!.notes).toEqual(['entity, not expanded']);
});

test.each([
  ['elements 100,000 deep', '<a>'.repeat(100_000) + '</a>'.repeat(100_000)],
  ['tags left open', '<a b="1">'.repeat(200_000)],
  ['one long text', `<a>${'x'.repeat(2_000_000)}</a>`],
  ['very many attributes', `<a ${'b="1" '.repeat(200_000)}/>`],
  ['signs that begin nothing', '<'.repeat(500_000)],
  ['quotes left open', `<a ${"b='".repeat(200_001)}`],
  ['a document type left open', `<!DOCTYPE x [${'<!-- '.repeat(200_000)}`],
])('%s are read in time that grows with them', (_what, text) => {
  const start = processorClock();
  readXml(text).readUpTo(Number.POSITIVE_INFINITY);
  expect(processorClock() - start).toBeLessThan(2000);
});

test('whatever is read, every character but white space is shown, in order', () => {
  const piece = fc.constantFrom(
    '<a>',
    '</a>',
    '<b c="d">',
    '</b>',
    '<e/>',
    'x',
    ' ',
    '\n',
    '&amp;',
    '<!--',
    '-->',
    '<![CDATA[',
    ']]>',
    '<?',
    '?>',
    '<!D',
    '"',
    '>',
    '<',
  );
  const text = fc.oneof(
    fc.array(piece).map((pieces) => pieces.join('')),
    anyText,
  );
  fc.assert(
    fc.property(text, (sent) => {
      const shown = read(sent)
        .lines.flatMap(({ spans }) => spans.map((span) => span.text))
        .join('');
      const bare = (it: string) => it.replace(/[ \t\r\n]/g, '');
      expect(bare(shown)).toBe(bare(sent.replace(/^\ufeff/, '')));
    }),
    { numRuns: 500 },
  );
});
