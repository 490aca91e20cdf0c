import { z } from 'zod';
import { failureCodes } from '#lib/model/errors.ts';
import { nearMiss, waitResult } from './captures.ts';

/** RFC 9457 problem details. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.enum(failureCodes),
  detail: z.string().optional(),
  hint: z.string(),
  captureUrl: z.string().optional(),
  retryAfter: z.number().optional(),
  limit: z
    .object({
      policy: z.string(),
      count: z.number().int(),
      seconds: z.number().int().describe('In how many seconds.'),
      unit: z.literal('content-bytes').optional(),
    })
    .optional(),
  // Of `wait-timed-out`.
  captures: waitResult.shape.captures.optional(),
  next: waitResult.shape.next.optional(),
  nearMisses: z.array(nearMiss).optional(),
});
