import type { Capture } from '#lib/model/capture.ts';
import { fail } from '#lib/model/errors.ts';
import type { BulkBin } from '#lib/transfer/export/export-format.ts';
import { bulkFormat } from '#lib/transfer/export/index.ts';

type Input = { readonly format: string; readonly capture: Capture; readonly bin: BulkBin };

/** A capture as an entry of an exported document, as UTF-8. */
export function writeExport({ format: id, capture, bin }: Input): Uint8Array {
  const format = bulkFormat(id) ?? fail('export-format-unknown');
  return new TextEncoder().encode(format.entry(capture, bin));
}
