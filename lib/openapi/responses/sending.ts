import { z } from 'zod';
import { captureSummary } from './captures.ts';

const count = z.number().int().min(0);
const time = z.iso.datetime();
const cause = z.object({ code: z.string(), title: z.string() });

/** A delivery: `lib/model/delivery-json.ts` says what each property means. */
export const delivery = z.looseObject({ id: z.string() });
export const deliveries = z.object({
  deliveries: z.array(delivery),
  total: count,
  next: z.string().nullable(),
});
export const newDeliveries = z.object({ deliveries: z.array(delivery) });
/** The progress of a bulk replay, or its plan. */
export const replay = z.looseObject({});
export const replays = z.object({ replays: z.array(replay) });

export const forward = z.looseObject({
  id: z.string(),
  createdAt: time,
  counts: z.object({ queued: count, sending: count, done: count, dead: count, skipped: count }),
  failing: cause.nullable(),
});
export const forwards = z.object({ forwards: z.array(forward) });
export const forwardItems = z.object({
  items: z.array(
    z.object({
      forward: z.string(),
      seq: count,
      state: z.enum(['queued', 'sending', 'done', 'dead', 'skipped']),
      cause: cause.nullable(),
      waitsFor: z.enum(['paused', 'breaker', 'retry', 'turn']).nullable(),
      attempts: count,
      dueAt: time.nullable(),
      deliveryId: z.string().nullable(),
      changedAt: time,
      capture: captureSummary.nullable(),
    }),
  ),
  next: z.string().nullable(),
});

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
