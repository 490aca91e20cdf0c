import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type JsonLine, type JsonReading, readJson } from '#lib/body/json/read-json.ts';
import { allRows } from '#lib/body/rows.ts';
import { anyText } from './any-text.ts';

const json = fc
  .tuple(fc.jsonValue(), fc.constantFrom(undefined, 1, '\t', ' \r\n'))
  .map(([value, space]) => JSON.stringify(value, null, space));

/** Text made of what JSON is made of, often nearly right. */
const tokens = fc
  .array(
    fc.constantFrom(
      ...['{', '}', '[', ']', ':', ',', '"a"', '"', '\\', '\\u12', '1', '-', '0', '.5', 'e+', 'true', 'nul'],
      ...[' ', '\n', '\r', '\0', '\ufeff', '\ud800', '//', "'"],
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''));

/** JSON with a stretch of it replaced by something else. */
const mutated = fc
  .tuple(json, fc.nat(), fc.nat({ max: 3 }), fc.oneof(tokens, anyText))
  .map(([text, at, length, patch]) => {
    const start = at % (text.length + 1);
    return text.slice(0, start) + patch + text.slice(start + length);
  });

const anything = fc.oneof(json, mutated, tokens, anyText);

function readAll(text: string): { reading: JsonReading; lines: JsonLine[] } {
  const reading = readJson(text);
  return { reading, lines: allRows(reading) };
}

function textOf(lines: JsonLine[]): string {
  return lines
    .flatMap((line) => line.spans)
    .map((span) => (span.kind === 'space' ? '' : span.text))
    .join('');
}

/** Without a byte order mark, and without white space outside strings; the last string may be unfinished. */
function withoutSpace(text: string): string {
  return text.replace(/^\ufeff/, '').replace(/("(?:[^"\\]|\\[\s\S])*(?:"|\\?$))|[ \t\r\n]+/g, '$1');
}

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

test('accepts exactly what JSON.parse accepts, and a byte order mark before it', () => {
  fc.assert(
    fc.property(anything, (text) => {
      expect(readAll(text).reading.error === null).toBe(parses(text.replace(/^\ufeff/, '')));
    }),
    { numRuns: 2000 },
  );
});

test.each([
  ['in a string', '"', '"'],
  ['after a backslash', '"\\', '"'],
  ['as the value', '[', ']'],
  ['before a value', '', '1'],
  ['after a number', '1', ''],
  ['as the last digit of an escape', '"\\u000', '"'],
])('takes the same characters as JSON.parse %s', (_where, before, after) => {
  const codes = [...Array(0x300).keys(), 0x1680, 0x2003, 0x2028, 0x2029, 0x3000, 0xd800, 0xdc00, 0xffff];
  const texts = codes.map((code) => before + String.fromCharCode(code) + after);
  expect(texts.filter((text) => (readAll(text).reading.error === null) !== parses(text))).toEqual([]);
});

test('what it lays out means the same', () => {
  fc.assert(
    fc.property(json, (text) => {
      expect(JSON.parse(textOf(readAll(text).lines))).toEqual(JSON.parse(text));
    }),
  );
});

test('loses no character, whatever the text', () => {
  fc.assert(
    fc.property(anything, (text) => {
      const { reading, lines } = readAll(text);
      const end = reading.error?.offset ?? text.length;
      const rest = text.slice(end).replace(/[\r\n]/g, '');
      expect(textOf(lines)).toBe(withoutSpace(text.slice(0, end)) + rest);
    }),
    { numRuns: 2000 },
  );
});

describe('the place of a fault', () => {
  const faulty = fc.oneof(mutated, tokens, anyText);

  test('is where the first invalid span begins', () => {
    fc.assert(
      fc.property(faulty, (text) => {
        const { reading, lines } = readAll(text);
        fc.pre(reading.error !== null);
        const spans = lines.flatMap((line) => line.spans);
        const first = spans.findIndex((span) => span.kind === 'invalid');
        expect(spans.slice(first).every((span) => span.kind === 'invalid')).toBe(true);
        expect(text.startsWith(spans[first]!.text, reading.error!.offset)).toBe(true);
      }),
    );
  });

  test('is the same in lines and columns as in characters', () => {
    fc.assert(
      fc.property(faulty, (text) => {
        const { error } = readAll(text).reading;
        fc.pre(error !== null);
        const before = text.slice(0, error!.offset).split(/\r\n|\r(?!$)|\n|\r$/);
        expect(error).toMatchObject({ line: before.length });
        const marked = before.length === 1 && text.startsWith('\ufeff') ? 1 : 0;
        expect(error!.column).toBe(before.at(-1)!.length + 1 - marked);
      }),
    );
  });

  test('has nothing wrong before it but that the text ends there', () => {
    fc.assert(
      fc.property(faulty, (text) => {
        const { error } = readAll(text).reading;
        fc.pre(error !== null);
        const before = readAll(text.slice(0, error!.offset)).reading;
        expect(before.error?.message ?? 'the text ends').toMatch(/^the text ends/);
      }),
    );
  });
});

test('reading in steps finds the same lines as reading at once', () => {
  fc.assert(
    fc.property(anything, fc.integer({ min: 1, max: 5 }), (text, step) => {
      const inSteps = readJson(text);
      while (!inSteps.done) inSteps.readUpTo(inSteps.count + step);
      expect(allRows(inSteps)).toEqual(readAll(text).lines);
    }),
  );
});

test('every line that opens a container is closed by the line that says so, at the same depth', () => {
  fc.assert(
    fc.property(json, (text) => {
      const { lines } = readAll(text);
      lines.forEach((line, index) => {
        if (line.opens !== null) {
          const close = lines[line.opens.closeLine!]!;
          expect(close).toMatchObject({ closes: index, depth: line.depth });
          const inside = lines.slice(index + 1, line.opens.closeLine!);
          const children = inside.filter((child) => child.depth === line.depth + 1 && child.closes === null);
          expect(line.opens.children).toBe(children.length);
        }
      });
    }),
  );
});
