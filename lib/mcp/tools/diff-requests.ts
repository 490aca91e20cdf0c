import { z } from 'zod';
import type { Compared } from '#lib/diff/requests.ts';
import type { CaptureJson } from '#lib/model/capture-json.ts';
import { Failure } from '#lib/model/errors.ts';
import { key, seq, showSecrets } from '../arguments.ts';
import { readBodyBytes } from '../body-piece.ts';
import { bounded } from '../bounded.ts';
import { type BinApi, jsonOf } from '../call-api.ts';
import { defineTool, readsOnly } from '../tool.ts';

/** The longest body that is compared, bytes. */
const longestBody = 256 * 1024;

const bounds = { string: 600, items: 100, total: 24_000 };

export const diffRequests = defineTool({
  name: 'diff_requests',
  title: 'Compare two requests',
  description:
    'Returns the differences between two stored requests of one bin: request line, query, headers and body, by JSON path or form field where both bodies have such a form, else by line. IDs, times and signatures, which always differ, are marked as volatile. Cannot compare bodies longer than 256 KiB, or requests of different bins. Long differences are shortened. Where secrets are masked, two different secrets look the same.',
  input: z.strictObject({
    key,
    before: seq.describe('The number of the first request.'),
    after: seq.describe('The number of the second request.'),
    showSecrets,
  }),
  hints: readsOnly,
  needs: 'look',
  async run({ key, before, after, showSecrets }, { openBin, untrusted, compare }) {
    const bin = await openBin(key);
    const [first, second] = [
      await comparedRequest(bin, before, !showSecrets),
      await comparedRequest(bin, after, !showSecrets),
    ];
    const diff = await compare(first, second);
    return [
      `Differences from request ${before} to request ${after} of bin ${bin.slug}.`,
      untrusted([bounded(diff, bounds)]),
    ].join('\n');
  },
});

async function comparedRequest(bin: BinApi, seq: number, isMasked: boolean): Promise<Compared> {
  const { method, path, headers } = await jsonOf<CaptureJson>(
    bin.call({ path: `/captures/${seq}`, isMasked }),
  );
  const wanted = { offset: 0, length: longestBody + 1, isMasked };
  const { bytes } = await readBodyBytes(bin, { seq, headers }, wanted);
  if (bytes.length > longestBody)
    throw new Failure('too-much-work', `The body of request ${seq} is longer than ${longestBody} bytes.`);
  return { method, path, headers, body: bytes };
}
