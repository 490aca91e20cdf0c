import { z } from 'zod';
import type { CapturePage } from '#lib/model/capture-json.ts';
import { filter, key, showSecrets } from '../arguments.ts';
import { jsonOf, queryWith } from '../call-api.ts';
import { listedCapture } from '../listed-capture.ts';
import { defineTool, readsOnly } from '../tool.ts';

export const listRequests = defineTool({
  name: 'list_requests',
  title: 'List requests',
  description:
    'Lists the requests that a bin has stored, newest first: number, method, path, time, size, provider and response status. Does not return headers or bodies: use read_request. Returns at most 50 per call: pass the returned cursor as "before" to get older ones.',
  input: z.strictObject({
    key,
    filter,
    before: z.number().int().min(1).optional().describe('Only requests with a smaller number.'),
    limit: z.number().int().min(1).max(50).default(20).describe('The most requests to return.'),
    showSecrets,
  }),
  hints: readsOnly,
  needs: 'look',
  async run({ key, filter, before, limit, showSecrets }, { openBin, untrusted }) {
    const bin = await openBin(key);
    const path = `/captures${queryWith({ filter, before, limit })}`;
    const { captures, total, next } = await jsonOf<CapturePage>(bin.call({ path, isMasked: !showSecrets }));
    const found = captures.length === 1 ? '1 request' : `${captures.length} requests`;
    const rest = next === null ? 'There are no older ones.' : `For older ones, pass before: ${next}.`;
    const sentence = `${found} of ${total} in bin ${bin.slug}, newest first. ${rest}`;
    return captures.length === 0 ? sentence : `${sentence}\n${untrusted(captures.map(listedCapture))}`;
  },
});
