import { createHash } from 'node:crypto';
import { type Answered, type Capture, storedOfResponse } from '#lib/model/capture.ts';
import { fail } from '#lib/model/errors.ts';
import { headExcess } from '#lib/model/head-size.ts';
import { importFormat } from '#lib/transfer/import/index.ts';

/** Parses an entry of an imported document. The digest is computed from the body. Fails with `invalid-json` or `invalid-input`. */
export function readImport({ format: id, entry }: { format: string; entry: string }): Capture {
  const format = importFormat(id) ?? fail('export-format-unknown');
  const { sha256: named, answered, ...capture } = format.capture(entry);
  const excess = headExcess({ ...capture, answered });
  if (excess !== null) fail('invalid-input', excess);
  const sha256 = createHash('sha256').update(capture.body).digest('hex');
  if (named !== null && named !== sha256) fail('invalid-input', 'body.sha256: does not match the body.');
  return { ...capture, sha256, answered: answered && truncateSent(answered) };
}

/** The response with its body truncated to the stored length. */
function truncateSent({ sent, ...answered }: Answered): Answered {
  return sent ? { ...answered, sent: { ...sent, body: sent.body.slice(0, storedOfResponse) } } : answered;
}
