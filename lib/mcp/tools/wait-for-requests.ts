import { z } from 'zod';
import type { CaptureSummary, WaitResult } from '#lib/model/capture-json.ts';
import { ApiProblem } from '../api-problem.ts';
import { filter, key, showSecrets } from '../arguments.ts';
import { jsonOf, queryWith } from '../call-api.ts';
import { listedCapture } from '../listed-capture.ts';
import { defineTool, readsOnly } from '../tool.ts';

export const waitForRequests = defineTool({
  name: 'wait_for_requests',
  title: 'Wait for requests',
  description:
    'Waits until a bin has received enough requests that match a filter, and returns them, oldest first. Requests that were received before the call count, unless "after" excludes them. When the time is up, it fails with those that were received and with near misses: requests that almost matched, and the terms of the filter that they did not match. Waits at most 50 seconds: call it again to wait longer.',
  input: z.strictObject({
    key,
    filter,
    count: z.number().int().min(1).max(50).default(1).describe('How many requests to wait for.'),
    after: z
      .union([z.literal('latest'), z.number().int().min(0)])
      .default(0)
      .describe(
        'Only requests with a greater number; "latest" for those received from now on. 0 counts all stored requests.',
      ),
    timeoutSeconds: z.number().min(0).max(50).default(30).describe('How long to wait.'),
    showSecrets,
  }),
  hints: readsOnly,
  needs: 'look',
  async run({ key, filter, count, after, timeoutSeconds, showSecrets }, { openBin, untrusted }) {
    const bin = await openBin(key);
    const path = `/wait${queryWith({ filter, count, after, timeout: timeoutSeconds })}`;
    const { captures, next } = await jsonOf<WaitResult>(bin.call({ path, isMasked: !showSecrets })).catch(
      shortenFound,
    );
    const received = captures.length === 1 ? '1 request' : `${captures.length} requests`;
    return [
      `Received ${received} in bin ${bin.slug}. To wait for those that follow, pass after: ${next}.`,
      untrusted(captures.map(listedCapture)),
    ].join('\n');
  },
});

/** Shortens the requests in a problem as those of a result. */
function shortenFound(error: unknown): never {
  if (!(error instanceof ApiProblem) || !Array.isArray(error.more.captures)) throw error;
  const captures = (error.more.captures as CaptureSummary[]).map(listedCapture);
  throw new ApiProblem(error.problem, { ...error.more, captures });
}
