import type { Capture } from '#lib/model/capture.ts';
import { Failure, fail, failureCode } from '#lib/model/errors.ts';
import { importShape } from '#lib/model/input.ts';
import { importFormat, importFormats } from '#lib/transfer/import/index.ts';
import { readImport } from '#lib/workers/jobs/read-import.ts';
import { apiHandler, authorize, json, queryOf, rejectMethods } from '../../../../handler.ts';

/** Captures committed together: so few that those who wait for the database meanwhile wait some milliseconds. */
const group = { captures: 50, bytes: 2 ** 20 };
/** Longer entries are read on a worker thread, characters. */
const longEntry = 32 * 1024;

/**
 * Adds the captures of an export to a bin. Entries before an invalid one are kept, and the error names the invalid entry, so
 * that the rest can be sent again.
 */
export const POST = apiHandler<{ slug: string }>(async (call) => {
  const { bin, asker } = await authorize(call, 'import');
  const { format: id } = queryOf(call.request, importShape);
  const format = importFormat(id) ?? failUnknown(id);

  const captureOf = (entry: string) =>
    entry.length <= longEntry
      ? readImport({ format: format.id, entry })
      : call.workers.run('readImport', { format: format.id, entry }, { asker });
  call.gate.passStore();
  const spend = (count: number) => call.gate.countBytes(call.sender, count);

  let imported = 0;
  let waiting: Capture[] = [];
  let bytes = 0;
  let number = 0;
  async function write(): Promise<void> {
    if (waiting.length === 0) return;
    const newest = await call.store
      .importCaptures(bin.id, waiting)
      .catch((error) => failAfter(imported, error));
    imported += waiting.length;
    waiting = [];
    bytes = 0;
    if (newest) call.announce.imported(bin.id, newest);
  }

  try {
    for await (const entry of format.entries(textOf(call.request.body, spend))) {
      await call.turns.take(asker);
      number += 1;
      if (entry.trim() === '') continue;
      waiting.push(await captureOf(entry));
      bytes += entry.length;
      if (waiting.length >= group.captures || bytes >= group.bytes) await write();
    }
  } catch (error) {
    const code = failureCode(error);
    if (!code || code === 'store-unavailable') throw error;
    await write();
    const { detail, retryAfter } = error as Failure;
    if (retryAfter !== null)
      throw new Failure(code, joined(detail, importedBefore(imported)), error, retryAfter);
    const place = number === 0 ? '' : `${format.entryWord} ${number}: `;
    fail(code, `${place}${detail} ${importedBefore(imported)}`);
  }
  await write();
  return json({ imported });
});

/** The same failure with what is in the bin by then, so that it is not sent again. */
function failAfter(imported: number, error: unknown): never {
  if (failureCode(error) !== 'store-unavailable') throw error;
  const { code, detail, retryAfter } = error as Failure;
  throw new Failure(code, joined(detail, importedBefore(imported)), error, retryAfter);
}

/**
 * A body as text, its bytes counted by `spend` as they come. What nobody reads of it is dropped: a sender that still sends would
 * not read the answer.
 */
async function* textOf(
  stream: ReadableStream<Uint8Array> | null,
  spend: (bytes: number) => Promise<void>,
): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  const reader = stream?.getReader();
  const next = async () => (await reader?.read()) ?? { value: undefined, done: true };
  let ended = false;
  try {
    while (!ended) {
      const { value, done } = await next();
      ended = done;
      if (value) await spend(value.length);
      yield decoder.decode(value, { stream: !done });
    }
  } finally {
    while (!ended)
      ended = await next().then(
        ({ done }) => done,
        () => true,
      );
  }
}

const importedBefore = (count: number) =>
  count === 1
    ? '1 capture was imported before the error.'
    : `${count} captures were imported before the error.`;

const joined = (...sentences: (string | null)[]) => sentences.filter((one) => one !== null).join(' ');

function failUnknown(id: string): never {
  return fail(
    'export-format-unknown',
    `The import format ${id} does not exist. Use one of ${importFormats.map((one) => one.id).join(', ')}.`,
  );
}

export const { GET, PUT, PATCH, DELETE } = rejectMethods('POST');
