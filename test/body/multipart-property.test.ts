import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contentOf, multipart, readMultipart } from '#lib/body/multipart/multipart.ts';
import { allRows } from '#lib/body/rows.ts';
import { fromBytes, toBytes } from '#lib/http/byte-string.ts';
import { parseMediaType } from '#lib/http/media-type.ts';

const fragments = [
  '\r\n',
  '\n',
  '\r',
  '-',
  '--',
  '--x',
  '\r\n--x',
  '\n--x\n',
  '--x--',
  'x',
  'a: b\r\n',
  '\xff',
  ' ',
];
const nearBoundary = fc.array(fc.constantFrom(...fragments)).map((pieces) => pieces.join(''));
const bytes = fc.uint8Array({ maxLength: 50 }).map(fromBytes);
const boundaries = fc.stringMatching(/^[\w'()+,\-./:=?]{1,70}$/);

const header = fc.tuple(
  fc.stringMatching(/^[!#$%&'*+\-.^_`|~\w]{1,12}$/),
  fc.stringMatching(/^[!-~\x80-\xff][\t -~\x80-\xff]*[!-~\x80-\xff]$|^$/),
);
const part = fc.record({
  headers: fc.array(header, { maxLength: 4 }),
  content: fc.oneof(bytes, nearBoundary),
});
const body = fc.record({
  boundary: fc.oneof(fc.constant('x'), boundaries),
  lineBreak: fc.constantFrom('\r\n', '\n'),
  preamble: fc.oneof(fc.constant(''), bytes, nearBoundary),
  epilogue: fc.oneof(fc.constant(''), bytes, nearBoundary),
  parts: fc.array(part, { minLength: 1, maxLength: 5 }),
});

test('parts that do not hold the boundary are read as they were written', () => {
  fc.assert(
    fc.property(body, ({ boundary, lineBreak: eol, preamble, epilogue, parts }) => {
      const texts = parts.flatMap(({ headers, content }) => [
        content,
        ...headers.map((line) => line.join(': ')),
      ]);
      fc.pre([preamble, ...texts].every((text) => !text.includes(`--${boundary}`)));
      const written = parts.map(
        ({ headers, content }) =>
          `--${boundary}${eol}${headers.map(([name, value]) => `${name}: ${value}${eol}`).join('')}${eol}${content}${eol}`,
      );
      const before = preamble && `${preamble}${eol}`;
      const sent = toBytes(`${before}${written.join('')}--${boundary}--${eol}${epilogue}`);
      const reading = readMultipart(sent, {
        essence: 'multipart/mixed',
        parameters: new Map([['boundary', boundary]]),
      });
      const rows = allRows(reading);
      const read = rows.flatMap((row) =>
        row.kind === 'part' ? [{ headers: row.headers, content: fromBytes(contentOf(sent, row)) }] : [],
      );
      expect(read).toEqual(parts);
      const around = rows.filter((row) => row.kind !== 'part').map((row) => fromBytes(contentOf(sent, row)));
      expect(around).toEqual([preamble, epilogue].filter((text) => text !== ''));
    }),
    { numRuns: 2000 },
  );
});

describe('any bytes under any label', () => {
  const anything = fc.oneof(fc.uint8Array({ maxLength: 300 }), nearBoundary.map(toBytes));
  const label = fc.oneof(
    fc.constantFrom(
      'multipart/form-data; boundary=x',
      'multipart/mixed; boundary=-',
      'multipart/form-data',
      'multipart/form-data; boundary=""',
      'multipart/related; boundary="--x"',
      'text/plain',
    ),
    fc.string({ unit: 'binary' }).map((text) => `multipart/x; boundary="${text}"`),
  );

  test('are in a row, in headers or in a boundary line, each once and in order', () => {
    fc.assert(
      fc.property(anything, label, (sent, type) => {
        const reading = readMultipart(sent, parseMediaType(type), { parts: 4, headBytes: 40 });
        const rows = allRows(reading);
        expect(reading.done).toBe(true);
        let at = 0;
        const between: string[] = [];
        for (const row of rows) {
          const start = row.kind === 'part' ? row.headOffset : row.offset;
          expect(start).toBeGreaterThanOrEqual(at);
          expect(row.offset).toBeGreaterThanOrEqual(start);
          between.push(fromBytes(sent.subarray(at, start)));
          at = row.offset + row.length;
        }
        between.push(fromBytes(sent.subarray(at)));
        for (const gap of between) expect(withoutDelimiters(gap, reading.boundary)).toBe('');
      }),
      { numRuns: 5000 },
    );
  });

  test('are read to their end as the list of kinds asks', () => {
    fc.assert(
      fc.property(anything, label, (sent, type) => {
        const reading = multipart.read(sent, parseMediaType(type));
        const count = reading.readUpTo(Number.POSITIVE_INFINITY);
        expect(reading).toMatchObject({ count, done: true });
        for (let index = 0; index < count; index++) expect(reading.row(index)).toBeDefined();
      }),
      { numRuns: 2000 },
    );
  });
});

/** What is left of bytes between two rows without the boundary lines in them. */
function withoutDelimiters(gap: string, boundary: string | null): string {
  let rest = gap;
  const line = `--${boundary}`;
  for (;;) {
    const start = /^\r?\n/.exec(rest)?.[0].length ?? 0;
    if (!rest.startsWith(line, start)) return rest;
    const end = /^(?:--)?[\t ]*(?:\r?\n|$)/.exec(rest.slice(start + line.length));
    if (end === null) return rest;
    rest = rest.slice(start + line.length + end[0].length);
  }
}
