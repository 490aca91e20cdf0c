import { bodyKinds } from '#lib/body/kind.ts';
import { readable } from '#lib/http/byte-string.ts';
import { parseMediaType } from '#lib/http/media-type.ts';
import { atHeader, linesNamed } from './header-lines.ts';
import type { Check } from './problem.ts';

const formType = 'application/x-www-form-urlencoded';

/** A label that is missing, that is none, or that the content contradicts. */
export const contentType: Check = function* ({ capture, body }) {
  if (capture.malformed || capture.body.size === 0) return;
  const [line] = linesNamed(capture.headers, 'Content-Type');
  if (line === undefined) {
    const words = 'The body has no Content-Type: many frameworks leave it unread then.';
    yield { tone: 'quiet', words, place: null };
    return;
  }
  const mediaType = parseMediaType(line.value);
  if (mediaType === null) {
    const words = `Content-Type is not a media type: ${readable(line.value).slice(0, 80) || 'it is empty'}.`;
    yield { tone: 'careful', words, place: atHeader(line) };
  }
  if (mediaType?.essence.startsWith('multipart/') && !mediaType.parameters.has('boundary')) {
    const words = 'Content-Type names no boundary, without which most readers cannot find the parts.';
    yield { tone: 'bad', words, place: atHeader(line) };
  }
  if (body === null) return;
  const { note, best } = bodyKinds(line.value, body);
  if (note === null) return;
  const fromCurl = best === 'json' && mediaType?.essence === formType;
  yield {
    tone: 'careful',
    words: `The body is not what Content-Type says: ${note}.${fromCurl ? ' curl -d labels everything so unless it is told otherwise.' : ''}`,
    place: atHeader(line),
  };
};
