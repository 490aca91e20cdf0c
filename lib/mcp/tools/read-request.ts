import { z } from 'zod';
import type { CaptureJson } from '#lib/model/capture-json.ts';
import { key, seq, showSecrets } from '../arguments.ts';
import { readBodyPiece } from '../body-piece.ts';
import { bounded, usualBounds } from '../bounded.ts';
import { jsonOf } from '../call-api.ts';
import { defineTool, readsOnly } from '../tool.ts';

export const readRequest = defineTool({
  name: 'read_request',
  title: 'Read a request',
  description:
    'Returns one stored request: request line, headers in their order, and a piece of the body, decoded from gzip, br, zstd or deflate. Text is returned as text, other bytes as base64. Returns at most 32 KiB of the body per call: pass the returned nextOffset as "bodyOffset" to get more. Long headers are shortened. Secrets are masked unless showSecrets is true and the key may see them.',
  input: z.strictObject({
    key,
    seq,
    bodyOffset: z.number().int().min(0).default(0).describe('The first byte of the body to return.'),
    bodyLength: z
      .number()
      .int()
      .min(0)
      .max(32_768)
      .default(8192)
      .describe('The most bytes of the body to return.'),
    showSecrets,
  }),
  hints: readsOnly,
  needs: 'look',
  async run({ key, seq, bodyOffset, bodyLength, showSecrets }, { openBin, untrusted }) {
    const bin = await openBin(key);
    const isMasked = !showSecrets;
    const capture = await jsonOf<CaptureJson>(bin.call({ path: `/captures/${seq}`, isMasked }));
    const { headers, trailers, body, reply, target: _, ...facts } = capture;
    const wanted = { offset: bodyOffset, length: bodyLength, isMasked };
    const piece = body.stored > 0 && bodyLength > 0 ? await readBodyPiece(bin, capture, wanted) : null;
    const { sha256, size, stored, truncated } = body;
    return [
      `Request ${seq} of bin ${bin.slug}.`,
      untrusted([
        bounded(facts, usualBounds),
        bounded({ headers, ...(trailers.length > 0 && { trailers }) }, usualBounds),
        bounded({ response: reply && { ...reply, headers: undefined, body: undefined } }, usualBounds),
        { body: { size, stored, sha256, truncated } },
        ...(piece ? [{ bodyPiece: piece }] : []),
      ]),
    ].join('\n');
  },
});
