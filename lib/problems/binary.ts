import { faultPlace } from '#lib/body/byte-rows.ts';
import { titleOf } from '#lib/body/index.ts';
import { bodyKinds } from '#lib/body/kind.ts';
import type { Check } from './problem.ts';

/** How many lines are read before the search can be interrupted. */
const stride = 2000;

/** Where MessagePack, protobuf or CBOR breaks. */
export const binary: Check = function* ({ capture, body, reading }) {
  if (body === null || reading === null) return;
  while (!reading.done) {
    reading.readUpTo(reading.count + stride);
    yield null;
  }
  const { fault } = reading;
  const { best } = bodyKinds(capture.contentType, body);
  if (fault === null || best === null) return;
  yield {
    tone: capture.body.truncated || capture.aborted ? 'quiet' : 'bad',
    words: `Not valid ${titleOf(best)} at byte ${faultPlace(fault)}: ${fault.message}.`,
    place: { in: 'body', line: 1, column: fault.offset + 1 },
  };
};
