import type { Capture, ProviderFacts } from '../../model/capture.ts';
import { fail } from '../../model/errors.ts';
import { recognise } from '../../providers/index.ts';

/** A capture as a document tells it. `sha256` is what it says of the body, for comparison; null when it does not. */
export type Imported = Omit<Capture, 'sha256'> & { readonly sha256: string | null };

/** A form from which many captures are read, one after the other, however long the document is. */
export type ImportFormat = {
  /** Its name in URLs. */
  readonly id: string;
  /** Its name in menus. */
  readonly title: string;
  /** What files of it are called, with the dot. */
  readonly extensions: readonly string[];
  /** What one entry is called when something is wrong with it: `Line 3: …`. */
  readonly entryWord: string;
  /** The entries of a document that comes in pieces of text. Fails with `invalid-json` where it is no such document. */
  entries(pieces: AsyncIterable<string>): AsyncIterable<string>;
  /** The capture an entry tells. Fails with `invalid-json` or `invalid-input`, saying what is wrong. */
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
  if (length > longestEntry)
    fail('input-too-large', `One entry is more than ${longestEntry} characters long.`);
}
