import { createHash } from 'node:crypto';
import type { Imported } from '#lib/copy-as/bulk/import-format.ts';
import { importFormat, importFormats } from '#lib/copy-as/bulk/imports.ts';
import type { Capture } from '#lib/model/capture.ts';
import { Failure, fail, failureCode } from '#lib/model/errors.ts';
import { importShape } from '#lib/model/input.ts';
import { answering, enter, json, queryOf, refusing } from '../../../../answer.ts';

/** Captures committed together, so that a long import shows as it goes and holds little. */
const group = { captures: 200, bytes: 8 * 2 ** 20 };

/**
 * Adds the captures of an export to a bin. Entries before one that cannot be read are kept, and the failure says which one
 * it is, so that nothing is lost and the rest can be sent again.
 */
export const POST = answering<{ slug: string }>(async (call) => {
  const { bin } = await enter(call, 'import');
  const { format: id } = queryOf(call.request, importShape);
  const format = importFormat(id) ?? failUnknown(id);

  call.gate.passStore();
  const spend = (count: number) => call.gate.countBytes(call.sender, count);

  let imported = 0;
  let waiting: Capture[] = [];
  let bytes = 0;
  let number = 0;
  async function write(): Promise<void> {
    if (waiting.length === 0) return;
    const newest = await call.store.importCaptures(bin.id, waiting);
    imported += waiting.length;
    waiting = [];
    bytes = 0;
    if (newest) call.announce.imported(bin.id, newest);
  }

  try {
    for await (const entry of format.entries(textOf(call.request.body, spend))) {
      number += 1;
      if (entry.trim() === '') continue;
      waiting.push(withDigest(format.capture(entry)));
      bytes += entry.length;
      if (waiting.length >= group.captures || bytes >= group.bytes) await write();
    }
  } catch (error) {
    const code = failureCode(error);
    if (!code || code === 'store-unavailable') throw error;
    await write();
    const { detail, retryAfter } = error as Failure;
    if (retryAfter !== null)
      throw new Failure(
        code,
        joined(detail, `${imported} captures were imported before.`),
        error,
        retryAfter,
      );
    const place = number === 0 ? '' : `${format.entryWord} ${number}: `;
    fail(code, `${place}${detail} ${imported} captures before it were imported.`);
  }
  await write();
  return json({ imported });
});

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

/** The digest is of the bytes that are kept, whatever a document says. */
function withDigest({ sha256: said, ...capture }: Imported): Capture {
  const sha256 = createHash('sha256').update(capture.body).digest('hex');
  if (said !== null && said !== sha256) fail('invalid-input', 'body.sha256: is not that of the body.');
  return { ...capture, sha256 };
}

const joined = (...sentences: (string | null)[]) => sentences.filter((one) => one !== null).join(' ');

function failUnknown(id: string): never {
  return fail(
    'export-format-unknown',
    `${id} cannot be imported, only ${importFormats.map((one) => one.id).join(', ')}.`,
  );
}

export const { GET, PUT, PATCH, DELETE } = refusing('POST');
