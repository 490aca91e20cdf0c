import { z } from 'zod';
import { type Timeline, timelineDivisions } from '#lib/model/timeline.ts';
import { countedKeys, type ValueCounts } from '#lib/model/value-counts.ts';
import { count, time } from './common.ts';

export const timeline = z.object({
  from: time,
  to: time,
  bucketMs: z.number(),
  by: z.enum(timelineDivisions),
  series: z.array(z.object({ name: z.string(), counts: z.array(count) })),
  head: count,
  next: count.nullable(),
}) satisfies z.ZodType<Timeline>;

export const values = z.object({
  key: z.enum(countedKeys),
  values: z.array(z.object({ value: z.string(), count })),
  omitted: count,
  counted: count,
  isPartial: z.boolean(),
}) satisfies z.ZodType<ValueCounts>;

export const removed = z.object({ removed: count });
export const imported = z.object({ imported: count });
export const counted = z.object({ count });
