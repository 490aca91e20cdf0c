import { z } from 'zod';
import { roles } from '#lib/model/link.ts';
import { redactionShape } from '#lib/model/masking.ts';
import { count, time, uri } from './common.ts';
import { replySettings } from './replies.ts';

const bin = z.object({
  slug: z.string(),
  name: z.string().nullable(),
  description: z.string().nullable(),
  createdAt: time,
  captureUrl: uri,
  capacity: count,
  maxBytes: count,
  expiresAfter: count.nullable(),
  frozen: z.boolean(),
  reply: replySettings.nullable(),
});

/** A bin with its key, which is shown this once. */
export const newBin = bin.extend({ inspectUrl: uri, key: z.string() });

export const binState = bin.extend({
  ceiling: z.object({
    capacity: count.nullable(),
    maxBytes: count.nullable(),
    expiresAfter: count.nullable(),
  }),
  role: z.enum(roles),
  captureSeq: count.nullable(),
  redacted: z.boolean(),
  head: count,
  total: count,
  refused: count,
  bytes: count.optional(),
  pinned: count.optional(),
  pinnedBytes: count.optional(),
  rotatedOut: count.optional(),
  lastRequestAt: time.nullish(),
  expiresAt: time.nullish(),
  formerSlugs: z.array(z.object({ slug: z.string(), until: time })),
});

export const link = z.object({
  id: count,
  role: z.enum(roles),
  label: z.string().nullable(),
  captureSeq: count.nullable(),
  redaction: redactionShape.nullable(),
  open: count,
  createdAt: time,
  expiresAt: time.nullable(),
  lastUsedAt: time.nullable(),
});

export const newLink = link.extend({ key: z.string(), inspectUrl: uri });
export const links = z.object({ links: z.array(link), next: count.nullable() });
export const newKey = z.object({ key: z.string(), inspectUrl: uri });
