import { chooseKinds } from '#lib/body/choose-kinds.ts';
import { readMultipart } from '#lib/body/multipart/multipart.ts';
import { parseMediaType } from '#lib/http/media-type.ts';
import type { Check } from './problem.ts';

/** Multipart bodies that other parsers may split differently. */
export const multipart: Check = function* ({ capture, body }) {
  if (body === null || chooseKinds(capture.contentType, body).best !== 'multipart') return;
  const reading = readMultipart(body, parseMediaType(capture.contentType ?? ''));
  while (!reading.done) {
    reading.readUpTo(reading.count + 1);
    yield null;
  }
  for (const words of reading.notes) yield { tone: 'careful', words, place: null };
};
