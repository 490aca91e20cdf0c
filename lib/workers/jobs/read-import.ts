import { createHash } from 'node:crypto';
import { importFormat } from '../../copy-as/bulk/imports.ts';
import { type Answered, type Capture, storedOfResponse } from '../../model/capture.ts';
import { fail } from '../../model/errors.ts';
import { headSize } from '../../model/head-size.ts';

/** More than the server itself receives of a request's head and trailers, and than it sends. Longer ones are read with every list. */
const most = { characters: 512 * 1024, lines: 25_000 };

/**
 * The capture that an entry of an imported document tells of. The digest is computed from the bytes that are kept, whatever the
 * document says. Fails with `invalid-json` or `invalid-input`.
 */
export function readImport({ format: id, entry }: { format: string; entry: string }): Capture {
  const format = importFormat(id) ?? fail('export-format-unknown');
  const { sha256: named, answered, ...capture } = format.capture(entry);
  const { characters, lines } = headSize({ ...capture, answered });
  if (characters > most.characters || lines > most.lines)
    fail(
      'invalid-input',
      `Method, target and headers may have up to ${most.characters} characters and ${most.lines} lines. These have ${characters} and ${lines}.`,
    );
  const sha256 = createHash('sha256').update(capture.body).digest('hex');
  if (named !== null && named !== sha256) fail('invalid-input', 'body.sha256: is not that of the body.');
  return { ...capture, sha256, answered: answered && stored(answered) };
}

/** The same with no more of the response's body than is stored. */
function stored({ sent, ...answered }: Answered): Answered {
  return sent ? { ...answered, sent: { ...sent, body: sent.body.slice(0, storedOfResponse) } } : answered;
}
