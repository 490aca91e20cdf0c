import { faultWords } from '#lib/body/byte-rows.ts';
import { titleOf } from '#lib/body/index.ts';
import type { Check } from './problem.ts';

/** The number of lines read between two interruption points. */
const stride = 2000;

/** Where MessagePack, protobuf or CBOR is invalid. */
export const binary: Check = function* ({ capture, opened }) {
  if (opened === null) return;
  const { kind, reading } = opened;
  while (!reading.done) {
    reading.readUpTo(reading.count + stride);
    yield null;
  }
  const { fault } = reading;
  if (fault === null) return;
  yield {
    tone: capture.body.truncated || capture.aborted ? 'quiet' : 'bad',
    words: `${faultWords(titleOf(kind), fault)}.`,
    place: { in: 'body', line: 1, column: fault.offset + 1 },
  };
};
