import type { Capture } from '#lib/model/capture.ts';

/**
 * A file format for many captures. The document is `begin`, the entries joined by `between`, and `end`, so that it can be streamed
 * while captures are read.
 */
export type BulkFormat = {
  /** The ID in URLs. */
  readonly id: string;
  /** The name in menus. */
  readonly title: string;
  readonly mediaType: string;
  /** The extension of the file. */
  readonly extension: string;
  begin(bin: BulkBin): string;
  entry(capture: Capture, bin: BulkBin): string;
  readonly between: string;
  readonly end: string;
};

/** The bin as a document describes it. */
export type BulkBin = { readonly slug: string; readonly name: string | null; readonly origin: string };
