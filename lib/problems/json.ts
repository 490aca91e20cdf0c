import { chooseKinds } from '#lib/body/choose-kinds.ts';
import { json as jsonKind } from '#lib/body/json/read-json.ts';
import { countWords } from '#lib/body/size.ts';
import { parseMediaType } from '#lib/http/media-type.ts';
import type { Check } from './problem.ts';

/** The number of lines read between two interruption points. */
const stride = 2000;
/** The lowest nesting limit of common parsers; ordinary bodies stay far below. */
const deep = 64;

/** Where JSON is invalid, and what parsers disagree on (RFC 8259 §4, §6, §9). */
export const json: Check = function* ({ capture, body }) {
  if (body === null || chooseKinds(capture.contentType, body).best !== 'json') return;
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
      words: `${count === 1 ? 'A name occurs' : `${countWords(count)} names occur`} more than once in the same object. Most parsers keep the last value, some the first.`,
      place: { in: 'body', ...reading.placeOfRow(first) },
    };
  }
  if (oddities.deepest > deep) {
    const words = `The JSON is nested ${countWords(oddities.deepest)} levels deep. Some parsers reject that.`;
    yield { tone: 'careful', words, place: null };
  }
  const { count, first: firstLong } = oddities.longNumbers;
  if (count > 0) {
    yield {
      tone: 'quiet',
      words:
        count === 1
          ? 'A number exceeds JavaScript’s safe range (2^53). It is shown exactly.'
          : `${countWords(count)} numbers exceed JavaScript’s safe range (2^53). They are shown exactly.`,
      place: { in: 'body', ...reading.placeOfRow(firstLong) },
    };
  }
};
