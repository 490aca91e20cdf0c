import { json as jsonKind } from '#lib/body/json.ts';
import { bodyKinds } from '#lib/body/kind.ts';
import { countWords } from '#lib/body/size.ts';
import { parseMediaType } from '#lib/http/media-type.ts';
import type { Check } from './problem.ts';

/** How many lines are read before the search can be interrupted. */
const stride = 2000;
/** Parsers that bound nesting do so from 64 up; a body of people stays far below. */
const deep = 64;

/** Where JSON breaks, and what its readers disagree on (RFC 8259 §4, §6, §9). */
export const json: Check = function* ({ capture, body }) {
  if (body === null || bodyKinds(capture.contentType, body).best !== 'json') return;
  const reading = jsonKind.read(body, parseMediaType(capture.contentType ?? ''));
  while (!reading.done && reading.error === null) {
    reading.readUpTo(reading.count + stride);
    yield null;
  }
  const { error, oddities } = reading;
  const cut = capture.body.truncated || capture.aborted;
  if (error) {
    yield {
      tone: cut ? 'quiet' : 'bad',
      words: `Not valid JSON: ${error.message}.`,
      place: { in: 'body', line: error.line, column: error.column },
    };
  }
  const [first] = oddities.duplicates;
  if (first !== undefined) {
    const count = oddities.duplicates.size;
    yield {
      tone: 'careful',
      words: `${count === 1 ? 'A name comes' : `${countWords(count)} names come`} more than once in the same object: most readers keep the last value, some the first.`,
      place: { in: 'body', ...reading.placeOfRow(first) },
    };
  }
  if (oddities.deepest > deep) {
    const words = `Nested ${countWords(oddities.deepest)} deep: some parsers stop before.`;
    yield { tone: 'careful', words, place: null };
  }
  const { count, first: firstLong } = oddities.longNumbers;
  if (count > 0) {
    yield {
      tone: 'quiet',
      words: `${count === 1 ? 'A number has' : `${countWords(count)} numbers have`} more digits than JavaScript keeps: shown exactly here.`,
      place: { in: 'body', ...reading.placeOfRow(firstLong) },
    };
  }
};
