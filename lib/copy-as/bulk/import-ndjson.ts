import type { ImportFormat } from './import-format.ts';
import { captureOfRecord, parsedJson } from './read-record.ts';

/** What `ndjson` exports: a whole record on each line. */
export const importNdjson: ImportFormat = {
  id: 'ndjson',
  title: 'NDJSON, as Wirebin exports it',
  extensions: ['.ndjson', '.jsonl'],
  entryWord: 'Line',
  entries: lines,
  capture: (entry) => captureOfRecord(parsedJson(entry)),
};

/** The lines of a text. Pieces of a long line are put together once, at its end. */
async function* lines(texts: AsyncIterable<string>): AsyncGenerator<string> {
  let pieces: string[] = [];
  for await (const text of texts) {
    const [rest = '', ...more] = text.split('\n');
    pieces.push(rest);
    for (const next of more) {
      yield pieces.join('');
      pieces = [next];
    }
  }
  const last = pieces.join('');
  if (last !== '') yield last;
}
