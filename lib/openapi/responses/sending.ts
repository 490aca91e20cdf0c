import { z } from 'zod';
import type {
  AttemptJson,
  DeliveryDestination,
  DeliveryFailure,
  DeliveryJson,
  DeliveryPage,
  DeliverySource,
  HopJson,
  ReplayPlan,
  ReplayProgress,
} from '#lib/model/delivery-json.ts';
import { failureCodes } from '#lib/model/errors.ts';
import type { ForwardItemPage, ForwardJson } from '#lib/model/forward-json.ts';
import { captureSummary } from './captures.ts';
import { count, headerList, inlineBytes, seq, sha256, span, time } from './common.ts';

const destination = z.union([
  z.object({ bin: z.string() }),
  z.object({ url: z.string() }),
]) satisfies z.ZodType<DeliveryDestination>;

const source = z.union([
  z.object({ kind: z.literal('capture'), seq, edited: z.boolean() }),
  z.object({ kind: z.literal('sample'), provider: z.string(), event: z.string() }),
  z.object({ kind: z.literal('forward'), id: z.string(), seq, set: z.array(z.string()) }),
  z.object({ kind: z.literal('listener'), name: z.string(), seq }),
  z.object({ kind: z.literal('request') }),
]) satisfies z.ZodType<DeliverySource>;

const failure = z.object({
  code: z.enum(failureCodes),
  title: z.string(),
  detail: z.string().nullable(),
  hint: z.string(),
  phase: z.string().nullable(),
  reason: z.string().nullable(),
}) satisfies z.ZodType<DeliveryFailure>;

const attemptSummary = z.object({
  number: seq.describe('The number of the attempt, from 1.'),
  startedAt: time,
  ms: span.nullable(),
  status: z.number().int().nullable(),
  failure: failure.nullable(),
});

const milestone = span.nullable();

export const hop = z.object({
  origin: z.string(),
  method: z.string(),
  target: z.string(),
  httpVersion: z.string(),
  headers: headerList,
  trailers: headerList,
  changes: z.array(
    z.object({
      what: z.enum(['added', 'dropped', 'replaced']),
      header: z.string(),
      value: z.string().nullable(),
      why: z.string(),
      because: z.string(),
    }),
  ),
  address: z.object({ text: z.string(), kind: z.string() }).nullable(),
  viaProxy: z.boolean(),
  tls: z
    .object({
      version: z.string(),
      cipher: z.string(),
      alpn: z.string().nullable(),
      certificate: z
        .object({ subject: z.string(), issuer: z.string(), validTo: z.string().nullable() })
        .nullable(),
      verification: z.enum(['passed', 'failed', 'skipped']),
      problem: z.string().nullable(),
    })
    .nullable(),
  timings: z.object({
    lookedUp: milestone,
    connected: milestone,
    secured: milestone,
    sent: milestone,
    firstByte: milestone,
    done: milestone,
  }),
  bytesSent: count,
  informational: z.array(z.object({ status: z.number().int(), reason: z.string(), headers: headerList })),
  withheld: z.literal('private-destination').nullable(),
  response: z
    .object({
      httpVersion: z.string(),
      status: z.number().int(),
      reason: z.string(),
      headers: headerList,
      trailers: headerList,
      body: z.object({
        received: count.describe('All bytes that were received.'),
        kept: count.describe('How many of them are stored.'),
        isComplete: z.boolean(),
        ...inlineBytes,
      }),
    })
    .nullable(),
  failure: failure.nullable(),
}) satisfies z.ZodType<HopJson>;

/** A delivery as in lists and live events. */
export const deliverySummary = z.object({
  id: z.string(),
  source,
  replayId: z.string().nullable(),
  createdAt: time,
  destination,
  method: z.string(),
  target: z.string(),
  state: z.enum(['waiting', 'sending', 'answered', 'failed', 'stopped']),
  attempts: z.array(attemptSummary),
});

export const delivery = deliverySummary.extend({
  options: z.object({
    host: z.enum(['destination', 'original']),
    followRedirects: z.boolean(),
    verifyCertificate: z.boolean(),
    timeoutMs: count,
  }),
  request: z.object({
    httpVersion: z.string(),
    headers: headerList,
    trailers: headerList,
    body: z.object({ size: count, sha256, kept: z.boolean(), ...inlineBytes }),
  }),
  attempts: z.array(attemptSummary.extend({ hops: z.array(hop) }) satisfies z.ZodType<AttemptJson>),
}) satisfies z.ZodType<DeliveryJson>;

export const deliveries = z.object({
  deliveries: z.array(deliverySummary),
  total: count,
  next: z.string().nullable(),
}) satisfies z.ZodType<DeliveryPage>;

export const newDeliveries = z.object({ deliveries: z.array(deliverySummary) });

/** The progress of a bulk replay. */
export const replay = z.object({
  id: z.string(),
  startedAt: time,
  state: z.enum(['running', 'done', 'stopped', 'failed']),
  count: count.describe('How many requests are sent.'),
  ended: count,
  skipped: count,
  results: z.array(z.object({ result: z.string(), count: count.describe('How many ended so.') })),
  destination,
  failure: failure.nullable(),
}) satisfies z.ZodType<ReplayProgress>;

/** What a bulk replay would send. */
export const replayPlan = z.object({
  count: count.describe('How many requests would be sent.'),
  bytes: count,
  signedAnew: count,
  takesMs: span.nullable(),
  destination,
  sample: z.array(z.object({ seq, method: z.string(), target: z.string() })),
  upTo: count,
}) satisfies z.ZodType<ReplayPlan>;

export const replays = z.object({ replays: z.array(replay) });

const cause = z.object({ code: z.string(), title: z.string() });

export const forward = z.object({
  id: z.string(),
  createdAt: time,
  name: z.string().nullable(),
  filter: z.string(),
  to: destination.describe('Where requests are sent.'),
  path: z
    .enum(['append', 'fixed'])
    .describe('Whether the path of the request is appended to that of the URL.'),
  headers: z.object({
    drop: z.array(z.string()),
    set: z.array(z.tuple([z.string(), z.string().nullable()])),
  }),
  host: z.enum(['destination', 'original']),
  verifyCertificate: z.boolean(),
  timeoutMs: count,
  retries: z.object({ delays: z.array(z.number().min(0)), statuses: z.string() }),
  concurrency: count,
  perSecond: z.number().min(0).nullable(),
  order: z.enum(['none', 'delivery', 'all']),
  respondWithinMs: count.nullable(),
  paused: z.object({ at: time, why: z.enum(['person', 'gone']) }).nullable(),
  breaker: z.object({
    state: z.enum(['closed', 'open', 'trying', 'recovering']),
    failures: count,
    openUntil: time.nullable(),
    perSecond: z.number().min(0).nullable(),
  }),
  counts: z.object({ queued: count, sending: count, done: count, dead: count, skipped: count }),
  failing: cause.nullable(),
}) satisfies z.ZodType<ForwardJson>;

export const forwards = z.object({ forwards: z.array(forward) });

export const forwardItem = z.object({
  forward: z.string(),
  seq,
  state: z.enum(['queued', 'sending', 'done', 'dead', 'skipped']),
  cause: cause.nullable(),
  waitsFor: z.enum(['paused', 'breaker', 'retry', 'turn']).nullable(),
  attempts: count,
  dueAt: time.nullable(),
  deliveryId: z.string().nullable(),
  changedAt: time,
  capture: captureSummary.nullable(),
});

export const forwardItems = z.object({
  items: z.array(forwardItem),
  next: z.string().nullable(),
}) satisfies z.ZodType<ForwardItemPage>;

export const listener = z.object({
  name: z.string(),
  cursor: count,
  head: count,
  url: z.string().nullable(),
  isListening: z.boolean(),
  createdAt: time,
  seenAt: time,
});
export const listeners = z.object({ listeners: z.array(listener) });
