import { z } from 'zod';
import { destinationShape, headerShape } from './delivery-input.ts';
import { fieldsShape } from './fields.ts';
import { longestForwardDelay, longestResponseWait, mostForwardAttempts } from './forward-limits.ts';
import { longestFilter } from './input.ts';

/** The input of the API for forward rules. Unknown fields are rejected, so that a misspelt setting is noticed. */

const settings = {
  name: z.string().trim().max(100).nullable(),
  /** Empty for all requests. */
  filter: z.string().max(longestFilter),
  /** The bin itself is refused. */
  to: destinationShape,
  path: z.enum(['append', 'fixed']),
  headers: z.strictObject({
    drop: z.array(z.string().min(1).max(1000)).max(100).default([]),
    set: z.array(headerShape).max(100).default([]),
  }),
  host: z.enum(['destination', 'original']),
  /** `false` is for private instances. */
  verifyCertificate: z.boolean(),
  timeoutMs: z.number().int().min(100).max(120_000),
  retries: z.strictObject({
    delays: z.array(z.number().min(0).max(longestForwardDelay)).min(1).max(mostForwardAttempts).optional(),
    statuses: z.string().max(500).optional(),
  }),
  concurrency: z.number().int().min(1).max(16),
  perSecond: z.number().min(0.1).max(1000).nullable(),
  order: z.enum(['none', 'delivery', 'all']),
  respondWithinMs: z.number().int().min(100).max(longestResponseWait).nullable(),
};

/** `PATCH /api/v1/bins/{slug}/forwards/{id}`: what is omitted stays as it is. */
export const forwardChangeShape = z.strictObject(settings).partial();

/** `POST /api/v1/bins/{slug}/forwards`: what is omitted gets its default. */
export const newForwardShape = forwardChangeShape.required({ to: true });

/** `POST …/forwards/{id}/resume`: with `skip`, the requests received while it was paused are not forwarded. */
export const resumeShape = z.strictObject({ skip: z.boolean().default(false) });

/** The query of `GET …/forwards/{id}/items` */
export const itemPageShape = z.strictObject({
  /** `waiting`: queued or being sent. `not-forwarded`: skipped or given up. Default: all. */
  state: z.enum(['waiting', 'done', 'dead', 'skipped', 'not-forwarded', 'all']).default('all'),
  before: z.coerce.number().int().min(1).max(999_999_999).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  fields: fieldsShape,
});

/** The query of `GET …/dead-letters` */
export const deadLetterPageShape = z.strictObject({
  /** Only those of this rule. */
  forward: z.string().max(40).optional(),
  /** Only requests that match. */
  filter: z.string().max(longestFilter).optional(),
  before: z.coerce.number().int().min(1).max(999_999_999).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  fields: fieldsShape,
});

/** `POST …/dead-letters/send` and `…/dead-letters/discard`: all, those of a rule, those that match a filter, or those named. */
export const deadLetterChoiceShape = z.strictObject({
  forward: z.string().max(40).optional(),
  filter: z.string().max(longestFilter).optional(),
  seqs: z.array(z.number().int().min(1).max(999_999_999)).min(1).max(1000).optional(),
});

export type NewForward = z.input<typeof newForwardShape>;
export type ForwardOrder = z.infer<typeof newForwardShape>;
export type ForwardEdit = z.infer<typeof forwardChangeShape>;
export type DeadLetterChoice = z.infer<typeof deadLetterChoiceShape>;
