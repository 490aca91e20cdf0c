import { decodeText } from '#lib/body/decode.ts';
import { bodyKinds, byteKinds } from '#lib/body/kind.ts';
import { placeOf } from '#lib/body/line-break.ts';
import { parseMediaType } from '#lib/http/media-type.ts';
import { atHeader, linesNamed } from './header-lines.ts';
import type { Check, Problem } from './problem.ts';

/** Kinds that are no text, so that nothing about characters is news. */
const binary = new Set([...byteKinds, 'multipart', 'preview']);

/** Charsets, byte order marks, bytes that are no characters, NUL, and line breaks of two kinds. */
export const textBytes: Check = function* ({ capture, body }) {
  if (body === null || capture.malformed) return;
  if (binary.has(bodyKinds(capture.contentType, body).best)) return;
  const [line] = linesNamed(capture.headers, 'Content-Type');
  const charset = parseMediaType(capture.contentType ?? '')?.parameters.get('charset') ?? null;
  const decoded = decodeText(body, charset, { cut: capture.body.truncated || capture.aborted });
  yield null;
  const { text } = decoded;
  if (decoded.unknownCharset !== null) {
    const words = `The charset ${decoded.unknownCharset.slice(0, 40)} is not known: read as UTF-8.`;
    yield { tone: 'careful', words, place: atHeader(line) };
  } else if (decoded.encoding !== 'utf-8') {
    const words = `The text is in ${decoded.encoding}, not UTF-8.`;
    yield { tone: 'quiet', words, place: atHeader(line) };
  }
  if (decoded.bom) {
    const words =
      'The body begins with a byte order mark: some parsers, of JSON above all, refuse it or take it for content.';
    yield { tone: 'careful', words, place: { in: 'body', line: 1, column: 1 } };
  }
  if (decoded.replaced) {
    yield at(text, text.indexOf('\ufffd'), {
      tone: 'bad',
      words: `Some bytes are not ${decoded.encoding}: \ufffd stands in their place.`,
    });
  }
  const nul = text.indexOf('\0');
  if (nul >= 0) {
    yield at(text, nul, {
      tone: 'careful',
      words: 'There are NUL characters: many programs end the text there, and PostgreSQL refuses them.',
    });
  }
  yield null;
  const crlf = text.indexOf('\r\n');
  const loneFeed = /(?<!\r)\n/.exec(text)?.index ?? -1;
  if (crlf >= 0 && loneFeed >= 0) {
    yield at(text, Math.max(crlf, loneFeed), {
      tone: 'quiet',
      words: 'Lines end in two ways: some in CRLF, some in a line feed alone.',
    });
  }
};

function at(text: string, offset: number, problem: Pick<Problem, 'tone' | 'words'>): Problem {
  return { ...problem, place: { in: 'body', ...placeOf(text, offset) } };
}
