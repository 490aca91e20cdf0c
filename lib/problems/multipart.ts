import { bodyKinds } from '#lib/body/kind.ts';
import { readMultipart } from '#lib/body/multipart.ts';
import { parseMediaType } from '#lib/http/media-type.ts';
import type { Check } from './problem.ts';

/** What other readers may split elsewhere. */
export const multipart: Check = function* ({ capture, body }) {
  if (body === null || bodyKinds(capture.contentType, body).best !== 'multipart') return;
  const reading = readMultipart(body, parseMediaType(capture.contentType ?? ''));
  while (!reading.done) {
    reading.readUpTo(reading.count + 1);
    yield null;
  }
  for (const words of reading.notes) yield { tone: 'careful', words, place: null };
};
