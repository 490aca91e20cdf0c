import { createHash } from 'node:crypto';
import { importFormat } from '../../copy-as/bulk/imports.ts';
import type { Capture } from '../../model/capture.ts';
import { fail } from '../../model/errors.ts';

/**
 * The capture that an entry of an imported document tells of. The digest is computed from the bytes that are kept, whatever the
 * document says. Fails with `invalid-json` or `invalid-input`.
 */
export function readImport({ format: id, entry }: { format: string; entry: string }): Capture {
  const format = importFormat(id) ?? fail('export-format-unknown');
  const { sha256: named, ...capture } = format.capture(entry);
  const sha256 = createHash('sha256').update(capture.body).digest('hex');
  if (named !== null && named !== sha256) fail('invalid-input', 'body.sha256: is not that of the body.');
  return { ...capture, sha256 };
}
