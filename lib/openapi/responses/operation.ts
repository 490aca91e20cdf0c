import { z } from 'zod';
import { count, span, time } from './common.ts';

/** What the operator sees. */

export const binUse = z.object({
  slug: z.string(),
  name: z.string().nullable(),
  createdAt: time,
  received: count,
  bytes: count,
  refused: count,
  rate: z.number().min(0),
  declared: z.boolean(),
  blocked: z.boolean(),
});

export const binUses = z.object({ bins: z.array(binUse), next: z.string().nullable() });

export const block = z.object({
  id: count,
  kind: z.enum(['slug', 'range']),
  value: z.string(),
  reason: z.string().nullable(),
  createdAt: time,
  expiresAt: time.nullable(),
});

const rate = z.object({ count, seconds: count.describe('In how many seconds.') }).nullable();

export const instance = z.object({
  startedAt: time,
  draining: z.boolean(),
  create: z.enum(['open', 'token', 'none']),
  captures: z
    .object({ perSecond: z.number().min(0), total: count, bytes: count })
    .describe('The requests that this process has stored.'),
  refused: z.object({
    'rate-limit': count,
    blocked: count.describe('By a block.'),
    draining: count.describe('While the server was draining.'),
    full: count,
    busy: count,
  }),
  connections: z.object({ all: count, watching: count }).describe('Open connections.'),
  memory: z.object({ rss: count, heapUsed: count }),
  database: z.object({
    bytes: count,
    bins: count.describe('The number of bins.'),
    usedBytes: count,
    maxBytes: count.nullable(),
    isFull: z.boolean(),
  }),
  waiting: count,
  following: count,
  eventLoopDelay: z.object({ lastMs: span, worstMs: span }),
  limits: z.object({
    perBin: rate,
    perAddress: rate,
    perKey: rate,
    create: rate.describe('Bins created per IP address.'),
    sentPerBin: rate,
    bytesPerAddress: rate,
    waiting: z
      .object({ perAddress: count.nullable(), perBin: count.nullable() })
      .describe('The most requests that may wait for their response.'),
    countedIn: z.enum(['process', 'redis', 'process-for-want-of-redis']),
  }),
  seconds: z
    .array(z.object({ captures: count.describe('Stored.'), refused: count.describe('Rejected.') }))
    .describe('The last seconds, oldest first, at most 60.'),
});
