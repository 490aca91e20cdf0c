import { chooseKinds } from '#lib/body/choose-kinds.ts';
import { readable } from '#lib/http/byte-string.ts';
import { parseMediaType } from '#lib/http/media-type.ts';
import { atHeader, linesNamed } from './header-lines.ts';
import type { Check } from './problem.ts';

const formType = 'application/x-www-form-urlencoded';

/** A Content-Type that is missing, invalid, or does not match the body. */
export const contentType: Check = function* ({ capture, body }) {
  if (capture.malformed || capture.body.size === 0) return;
  const [line] = linesNamed(capture.headers, 'Content-Type');
  if (line === undefined) {
    const words = 'The request has a body but no Content-Type. Many frameworks ignore such a body.';
    yield { tone: 'quiet', words, place: null };
    return;
  }
  const mediaType = parseMediaType(line.value);
  if (mediaType === null) {
    const words = `Content-Type is not a valid media type: ${readable(line.value).slice(0, 80) || 'it is empty'}.`;
    yield { tone: 'careful', words, place: atHeader(line) };
  }
  if (mediaType?.essence.startsWith('multipart/') && !mediaType.parameters.has('boundary')) {
    const words = 'Content-Type has no boundary parameter. Most parsers cannot find the parts without it.';
    yield { tone: 'bad', words, place: atHeader(line) };
  }
  if (body === null) return;
  const { note, best } = chooseKinds(line.value, body);
  if (note === null) return;
  const fromCurl = best === 'json' && mediaType?.essence === formType;
  yield {
    tone: 'careful',
    words: fromCurl
      ? `${note} curl -d sends this Content-Type by default. Use -H 'Content-Type: application/json'.`
      : note,
    place: atHeader(line),
  };
};
