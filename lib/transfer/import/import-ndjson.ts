import { parsedJson } from '#lib/model/read-json.ts';
import { failIfTooLong, type ImportFormat } from './import-format.ts';
import { importKinds } from './import-kinds.ts';
import { captureOfRecord } from './read-record.ts';

/** The format that `ndjson` exports: a complete record per line. */
export const importNdjson: ImportFormat = {
  ...importKinds.ndjson,
  entries: lines,
  capture: (entry) => captureOfRecord(parsedJson(entry)),
};

/** The lines of a text. The chunks of a long line are joined once, at its end. */
async function* lines(texts: AsyncIterable<string>): AsyncGenerator<string> {
  let pieces: string[] = [];
  let length = 0;
  for await (const text of texts) {
    const [rest = '', ...more] = text.split('\n');
    pieces.push(rest);
    length += rest.length;
    for (const next of more) {
      yield pieces.join('');
      pieces = [next];
      length = next.length;
    }
    failIfTooLong(length);
  }
  const last = pieces.join('');
  if (last !== '') yield last;
}
