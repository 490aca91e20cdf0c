import { z } from 'zod';
import type { Series } from '#lib/attempts/attempt-series.ts';
import type { Backoff } from '#lib/attempts/backoff.ts';
import type { SenderReport } from '#lib/attempts/sender-report.ts';
import { faultKinds } from '#lib/model/capture.ts';
import { count, seq, span, time } from './common.ts';

/** What is known of those who send requests: their attempts and how they behave. */

const backoff = z.union([
  z.object({ shape: z.enum(['at-once', 'irregular']) }),
  z.object({ shape: z.literal('fixed'), every: span }),
  z.object({ shape: z.literal('linear'), by: z.number() }),
  z.object({ shape: z.literal('exponential'), factor: z.number() }),
  z.object({ shape: z.literal('known'), name: z.string() }),
]) satisfies z.ZodType<Backoff>;

export const series = z.object({
  by: z.enum(['delivery', 'body']),
  attempts: z.array(
    z.object({
      seq,
      receivedAt: time,
      gap: span.nullable(),
      status: z.number().int().nullable(),
      failed: z.boolean().nullable(),
      fault: z.enum(faultKinds).nullable(),
      complete: z.boolean().nullable(),
      waited: span.nullable(),
      sameBody: z.boolean().nullable(),
    }),
  ),
  backoff: backoff.nullable(),
  sameBody: z.boolean(),
}) satisfies z.ZodType<Series>;

export const attempts = z.object({ series: series.nullable() });

const listed = z.array(seq);

export const senderReport = z.object({
  from: time.nullable(),
  to: time.nullable(),
  captures: count.describe('How many requests the report is about.'),
  deliveries: count.describe('How many deliveries they belong to.'),
  senders: z.array(z.object({ name: z.string().nullable(), captures: count.describe('How many requests.') })),
  answers: z.array(z.object({ status: z.number().int(), captures: count.describe('How many requests.') })),
  left: z.object({
    captures: count.describe('How many requests.'),
    waited: z.tuple([span, span, span]).nullable(),
    timeout: span.nullable(),
    requests: listed,
  }),
  retries: z.object({
    failed: count.describe('Deliveries whose first attempt failed.'),
    retried: count,
    afterSuccess: count.describe('Deliveries that were sent again after a success.'),
    recovered: count,
    mostAttempts: count,
    backoffs: z.array(z.object({ backoff, deliveries: count.describe('How many deliveries.') })),
    changed: count.describe('Deliveries whose body changed from one attempt to the next.'),
    requests: z
      .object({ notRetried: listed, afterSuccess: listed, changed: listed })
      .describe('The numbers of the first requests of these deliveries.'),
  }),
  retryAfter: z
    .object({ asked: count, honoured: count, early: listed })
    .describe('Responses with `Retry-After`, and whether senders respected it.'),
  gone: z.object({ told: count, cameAgain: count, requests: listed }),
  connections: z.object({ count, reused: count }).describe('The connections of the senders.'),
  order: z.object({ together: count, outOfOrder: count.nullable(), requests: listed }),
  repeated: count,
  series: z.array(series),
  more: z.boolean(),
}) satisfies z.ZodType<SenderReport & { more: boolean }>;
