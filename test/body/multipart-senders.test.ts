import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contentOf, readMultipart } from '#lib/body/multipart/multipart.ts';
import { allRows } from '#lib/body/rows.ts';
import { parseMediaType } from '#lib/http/media-type.ts';

/** What `fetch` sends for these fields, read: name, filename, type and bytes of each. */
async function sentAndRead(form: FormData) {
  const response = new Response(form);
  const body = new Uint8Array(await response.clone().arrayBuffer());
  const reading = readMultipart(body, parseMediaType(response.headers.get('Content-Type')!));
  const rows = allRows(reading).map((row) => {
    if (row.kind !== 'part') throw new Error(`a ${row.kind}`);
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(contentOf(body, row));
    return { name: row.name?.text, filename: row.filename?.text ?? null, type: row.contentType, text };
  });
  return { rows, notes: reading.notes };
}

describe('what fetch sends', () => {
  test('is read as the form it was made of', async () => {
    const form = new FormData();
    form.append('title', 'grün\r\n--');
    form.append('title', '');
    form.append('f"1\n', new File(['a,b\n'], 'q"r\\ s.csv', { type: 'text/csv' }));
    form.append('empty', new File([], 'no.bin'));
    const { rows, notes } = await sentAndRead(form);
    expect(rows).toEqual([
      { name: 'title', filename: null, type: null, text: 'grün\r\n--' },
      { name: 'title', filename: null, type: null, text: '' },
      { name: 'f"1\r\n', filename: 'q"r\\ s.csv', type: 'text/csv', text: 'a,b\n' },
      { name: 'empty', filename: 'no.bin', type: 'application/octet-stream', text: '' },
    ]);
    expect(notes).toEqual([]);
  });

  test('is read whatever the fields are', async () => {
    const ambiguous = /%(?:22|0D|0A)|\\["\\]|\\$|[\r\n]/;
    // Node leaves an empty filename out.
    const word = fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => !ambiguous.test(text));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(word, word, fc.option(word)), { minLength: 1 }), async (fields) => {
        const form = new FormData();
        for (const [name, text, filename] of fields) {
          if (filename === null) form.append(name, text);
          else form.append(name, new File([text], filename));
        }
        const { rows } = await sentAndRead(form);
        expect(rows.map(({ name, filename, text }) => [name, text, filename])).toEqual(fields);
      }),
    );
  });
});
