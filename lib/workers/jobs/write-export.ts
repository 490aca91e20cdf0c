import type { BulkBin } from '../../copy-as/bulk/bulk-format.ts';
import { bulkFormat } from '../../copy-as/bulk/index.ts';
import type { Capture } from '../../model/capture.ts';
import { fail } from '../../model/errors.ts';

type Input = { readonly format: string; readonly capture: Capture; readonly bin: BulkBin };

/** A capture as an entry of an exported document, as UTF-8. */
export function writeExport({ format: id, capture, bin }: Input): Uint8Array {
  const format = bulkFormat(id) ?? fail('export-format-unknown');
  return new TextEncoder().encode(format.entry(capture, bin));
}
