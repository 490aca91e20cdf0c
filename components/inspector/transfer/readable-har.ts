import '#components/ui/zod-without-eval.ts';

import { Failure } from '#lib/model/errors.ts';
import { importFormat } from '#lib/transfer/import/index.ts';

const har = importFormat('har')!;

/** An entry of a HAR file that cannot be imported: its number in the file, counted from 1, and why. */
export type LeftOutEntry = { readonly number: number; readonly why: string };

/** A HAR file with the entries that can be imported, and the others. */
export type ReadableHar = { readonly file: Blob; readonly leftOut: readonly LeftOutEntry[] };

/**
 * Leaves out the entries of a HAR file that cannot be imported: the server stops at the first of them. A file that is no HAR file, or that
 * has no entry that can be imported, is returned as it is, so that the server says what is wrong with it.
 */
export async function readableHar(file: Blob, signal: AbortSignal): Promise<ReadableHar> {
  const leftOut: LeftOutEntry[] = [];
  let count = 0;
  try {
    for await (const entry of entriesOf(file, signal)) {
      count++;
      const why = whyUnreadable(entry);
      if (why !== null) leftOut.push({ number: count, why });
    }
  } catch (error) {
    if (error instanceof Failure) return { file, leftOut: [] };
    throw error;
  }
  if (leftOut.length === 0 || leftOut.length === count) return { file, leftOut: [] };
  return { file: await without(file, new Set(leftOut.map(({ number }) => number)), signal), leftOut };
}

/** The file without some entries. It is read again, so that a file without errors is never held in memory. */
async function without(file: Blob, numbers: ReadonlySet<number>, signal: AbortSignal): Promise<Blob> {
  const kept: string[] = [];
  let number = 0;
  for await (const entry of entriesOf(file, signal)) {
    number++;
    if (!numbers.has(number)) kept.push(kept.length === 0 ? entry : `,${entry}`);
  }
  return new Blob(['{"log":{"entries":[', ...kept, ']}}']);
}

function whyUnreadable(entry: string): string | null {
  try {
    har.capture(entry);
    return null;
  } catch (error) {
    if (error instanceof Failure) return error.detail ?? error.message;
    throw error;
  }
}

function entriesOf(file: Blob, signal: AbortSignal): AsyncIterable<string> {
  return har.entries(textOf(file, signal));
}

async function* textOf(file: Blob, signal: AbortSignal): AsyncGenerator<string> {
  const reader = file.stream().getReader();
  const decoder = new TextDecoder();
  for (;;) {
    signal.throwIfAborted();
    const { value, done } = await reader.read();
    yield decoder.decode(value, { stream: !done });
    if (done) return;
  }
}
