import type { Capture } from '../../model/capture.ts';

/**
 * A form in which many captures leave together. The document is `begin`, the entries with `between` among them, and
 * `end`, so that it can be written while captures are read, however many there are.
 */
export type BulkFormat = {
  /** Its name in URLs. */
  readonly id: string;
  /** Its name in menus. */
  readonly title: string;
  readonly mediaType: string;
  /** Of the file it is saved as. */
  readonly extension: string;
  begin(bin: BulkBin): string;
  entry(capture: Capture, bin: BulkBin): string;
  readonly between: string;
  readonly end: string;
};

/** What a document says of the bin it comes from. */
export type BulkBin = { readonly slug: string; readonly name: string | null; readonly origin: string };
