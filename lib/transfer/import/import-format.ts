import type { Capture, ProviderFacts } from '#lib/model/capture.ts';
import { fail } from '#lib/model/errors.ts';
import { recognise } from '#lib/providers/index.ts';

/** A capture read from a document. `sha256` is the stated digest of the body; null when there is none. */
export type Imported = Omit<Capture, 'sha256'> & { readonly sha256: string | null };

/** A file format with many captures, read one after the other. */
export type ImportFormat = {
  /** Its name in URLs. */
  readonly id: string;
  /** Its name in menus. */
  readonly title: string;
  /** File name extensions, with the dot. */
  readonly extensions: readonly string[];
  /** The name of one entry in errors: `Line 3: …`. */
  readonly entryWord: string;
  /** The entries of a document that arrives in chunks of text. Fails with `invalid-json` where it is not in this format. */
  entries(pieces: AsyncIterable<string>): AsyncIterable<string>;
  /** Parses an entry. Fails with `invalid-json` or `invalid-input`. */
  capture(entry: string): Imported;
};

/** A capture with the provider that its document names; where it names none, the one that shows. */
export function withProvider(
  capture: Omit<Imported, 'provider'>,
  named: ProviderFacts | null | undefined,
): Imported {
  return { ...capture, provider: named ?? recognise(capture) };
}

/** The longest entry that is read, characters: a body of 25 MiB as base64 has room in it. It is held in memory whole. */
const longestEntry = 40 * 2 ** 20;

/** For readers that put an entry together. Fails with `input-too-large`. */
export function failIfTooLong(length: number): void {
  if (length > longestEntry) fail('input-too-large', `An entry is longer than ${longestEntry} characters.`);
}
