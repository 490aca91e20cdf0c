import { byteKinds, chooseKinds } from '#lib/body/choose-kinds.ts';
import { decodeText } from '#lib/body/decode-text.ts';
import { placeOf } from '#lib/body/line-break.ts';
import { parseMediaType } from '#lib/http/media-type.ts';
import { atHeader, linesNamed } from './header-lines.ts';
import type { Check, Problem } from './problem.ts';

/** Kinds that are not text. */
const binary = new Set([...byteKinds, 'multipart', 'preview']);

/** Character encodings, byte order marks, undecodable bytes, NUL, and mixed line endings. */
export const textBytes: Check = function* ({ capture, body }) {
  if (body === null || capture.malformed) return;
  if (binary.has(chooseKinds(capture.contentType, body).best)) return;
  const [line] = linesNamed(capture.headers, 'Content-Type');
  const charset = parseMediaType(capture.contentType ?? '')?.parameters.get('charset') ?? null;
  const decoded = decodeText(body, charset, { cut: capture.body.truncated || capture.aborted });
  yield null;
  const { text } = decoded;
  if (decoded.unknownCharset !== null) {
    const words = `The character encoding ${decoded.unknownCharset.slice(0, 40)} is unknown. The body is read as UTF-8.`;
    yield { tone: 'careful', words, place: atHeader(line) };
  } else if (decoded.encoding !== 'utf-8') {
    const words = `The body is encoded in ${decoded.encoding}, not UTF-8.`;
    yield { tone: 'quiet', words, place: atHeader(line) };
  }
  if (decoded.bom) {
    const words =
      'The body begins with a byte order mark. Some parsers, especially of JSON, reject it or treat it as content.';
    yield { tone: 'careful', words, place: { in: 'body', line: 1, column: 1 } };
  }
  if (decoded.replaced) {
    yield at(text, text.indexOf('\ufffd'), {
      tone: 'bad',
      words: `Some bytes are not valid ${decoded.encoding === 'utf-8' ? 'UTF-8' : decoded.encoding}. They are shown as \ufffd.`,
    });
  }
  const nul = text.indexOf('\0');
  if (nul >= 0) {
    yield at(text, nul, {
      tone: 'careful',
      words:
        'The body contains NUL characters. Many programs end the text there, and PostgreSQL rejects them.',
    });
  }
  yield null;
  const crlf = text.indexOf('\r\n');
  const loneFeed = /(?<!\r)\n/.exec(text)?.index ?? -1;
  if (crlf >= 0 && loneFeed >= 0) {
    yield at(text, Math.max(crlf, loneFeed), {
      tone: 'quiet',
      words: 'Line endings are mixed: some lines end in CRLF, some in LF.',
    });
  }
};

function at(text: string, offset: number, problem: Pick<Problem, 'tone' | 'words'>): Problem {
  return { ...problem, place: { in: 'body', ...placeOf(text, offset) } };
}
