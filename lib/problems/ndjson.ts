import { chooseKinds } from '#lib/body/choose-kinds.ts';
import { readJson } from '#lib/body/json/read-json.ts';
import { isJson } from '#lib/body/json/valid.ts';
import { ndjson as records } from '#lib/body/ndjson.ts';
import { countWords } from '#lib/body/size.ts';
import { parseMediaType } from '#lib/http/media-type.ts';
import type { Check } from './problem.ts';

/** How many characters are read between two interruption points. */
const stride = 100_000;

/** Records that are not valid JSON (NDJSON: every line is a JSON text). */
export const ndjson: Check = function* ({ capture, body }) {
  if (body === null || chooseKinds(capture.contentType, body).best !== 'ndjson') return;
  const rows = records.read(body, parseMediaType(capture.contentType ?? ''));
  let first: number | null = null;
  let broken = 0;
  let read = 0;
  for (let index = 0; rows.readUpTo(index + 1) > index; index++) {
    const { text } = rows.row(index);
    if (!isJson(text)) {
      first ??= index;
      broken += 1;
    }
    read += text.length;
    if (read > stride) {
      read = 0;
      yield null;
    }
  }
  if (first === null) return;
  const { line, text } = rows.row(first);
  const reading = readJson(text);
  reading.readUpTo(Number.POSITIVE_INFINITY);
  const { error } = reading;
  // The last record of a body that was cut is cut itself.
  const isCut = (capture.body.truncated || capture.aborted) && broken === 1 && first === rows.count - 1;
  const reason = error ? `: ${error.message}` : '';
  yield {
    tone: isCut ? 'quiet' : 'bad',
    words:
      broken === 1
        ? `Record ${countWords(first + 1)} is not valid JSON${reason}.`
        : `${countWords(broken)} of ${countWords(rows.count)} records are not valid JSON. The first is record ${countWords(first + 1)}${reason}.`,
    place: { in: 'body', line, column: error?.column ?? 1 },
  };
};
