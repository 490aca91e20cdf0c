import { z } from 'zod';
import { binUseColumns } from './bin-use.ts';
import { roles } from './link.ts';
import { redactionShape } from './redaction.ts';
import { replySettingsShape } from './reply-settings-shape.ts';
import { slugPattern, slugShape } from './slug.ts';
import { timelineDivisions } from './timeline.ts';

/** What the API accepts. Unknown fields are refused, so that a misspelt setting is noticed. */

const name = z.string().trim().min(1).max(80);

/** What people set of a bin. `expiresAfter` is in seconds, null for never. */
const binSettings = {
  name: name.nullable().optional(),
  description: z.string().trim().max(2000).nullable().optional(),
  capacity: whole('of requests').max(10_000_000).optional(),
  maxBytes: whole('of bytes')
    .max(2 ** 50)
    .optional(),
  expiresAfter: whole('of seconds')
    .min(60, 'must be a minute or longer')
    .max(10 ** 10)
    .nullable()
    .optional(),
  frozen: z.boolean().optional(),
  reply: replySettingsShape.nullish(),
};

function whole(what: string) {
  return z
    .number({ message: `must be a number ${what}` })
    .int(`must be a whole number ${what}`)
    .min(1, 'must be at least 1');
}

/** `POST /api/v1/bins`, and `POST …/clone`, where what is not said is as in the other bin. */
export const newBinShape = z.strictObject({ slug: slugShape.optional(), ...binSettings });

/** `PATCH /api/v1/bins/{slug}` */
export const binChangeShape = z.strictObject({ slug: slugShape.optional(), ...binSettings });

/** `PATCH /api/v1/bins/{slug}/captures/{seq}` */
export const captureChangeShape = z.strictObject({
  note: z.string().max(4000).nullable().optional(),
  pinned: z.boolean().optional(),
});

/** `POST /api/v1/bins/{slug}/links` */
export const newLinkShape = z
  .strictObject({
    role: z.enum(roles),
    label: z.string().trim().min(1).max(80).nullish(),
    /** The one capture it opens; the whole bin when there is none. */
    captureSeq: z.number().int().min(1).max(999_999_999).nullish(),
    /** What it masks; nothing when there is none. */
    redaction: redactionShape.nullish(),
    expiresAt: z.iso.datetime({ offset: true }).nullish(),
  })
  .refine(({ role, captureSeq, redaction }) => role !== 'owner' || (!captureSeq && !redaction), {
    message: 'an owner sees the whole bin: use editor or viewer',
    path: ['role'],
  });

const seq = z
  .string()
  .regex(/^\d{1,15}$/, 'must be the number of a capture')
  .transform(Number);

/** A filter longer than this was made by no person, nor by a page for some hundred requests chosen, characters. */
export const longestFilter = 4000;

/** The query of `DELETE /api/v1/bins/{slug}/captures` */
export const foundShape = z.strictObject({ filter: z.string().max(longestFilter).optional() });

/** The query of `GET /api/v1/bins/{slug}/captures` */
export const capturePageShape = z.strictObject({
  after: seq.optional(),
  before: seq.optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
  filter: z.string().max(longestFilter).optional(),
  /** How many captures a filter may look at: the page then ends early, and `next` says where. */
  budget: z.coerce.number().int().min(1).max(100_000).optional(),
});

/** The query of `GET …/timeline`; times are those of the filter: `30m`, `2026-11-24T08:00`. */
export const timelineShape = z.strictObject({
  from: z.string().max(40).optional(),
  to: z.string().max(40).optional(),
  buckets: z.coerce.number().int().min(1).max(500).default(60),
  by: z.enum(timelineDivisions).default('status'),
  filter: capturePageShape.shape.filter,
  before: seq.optional(),
  budget: capturePageShape.shape.budget,
});

/** The query of `POST …/import` */
export const importShape = z.strictObject({ format: z.string().default('ndjson') });

/** The query of `GET …/export` */
export const exportShape = z.strictObject({ ...importShape.shape, ...foundShape.shape });

const flag = z
  .enum(['0', '1', 'false', 'true'], { message: 'must be 1 or 0' })
  .transform((text) => text === '1' || text === 'true');

/** The query of `GET …/as/{target}`. `to` alone means what most want there: no bin in the path, the host of `to`. */
export const copyShape = z.strictObject({
  to: z.string().optional(),
  path: z.enum(['with-prefix', 'without-prefix']).optional(),
  host: z.enum(['as-sent', 'of-origin']).optional(),
  redact: flag.default(false),
  drop: z
    .string()
    .transform((text) => text.split(','))
    .pipe(z.array(z.enum(['hop-by-hop', 'proxy'])))
    .optional(),
});

/** The query of `GET …/body` */
export const bodyShape = z.strictObject({ decoded: flag.default(false) });

/** The query of `DELETE /api/v1/bins/{slug}` */
export const binDeletionShape = z.strictObject({ permanent: flag.default(false) });

/** `POST /api/v1/admin/blocks` */
export const newBlockShape = z
  .strictObject({
    slug: z.string().trim().toLowerCase().regex(slugPattern, 'must be a slug').optional(),
    range: z.string().trim().min(1).max(64).optional(),
    reason: z.string().trim().min(1).max(200).nullish(),
    expiresAt: z.iso.datetime({ offset: true }).nullish(),
  })
  .refine(({ slug, range }) => (slug === undefined) !== (range === undefined), {
    message: 'give slug or range, one of them',
  });

/** The query of `GET /api/v1/admin/bins`. `after` is the `next` of the page before. */
export const binUsesShape = z.strictObject({
  by: z.enum([...binUseColumns, 'rate']).default('received'),
  order: z.enum(['asc', 'desc']).default('desc'),
  slug: z.string().max(63).default(''),
  after: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** A capture's number in a path. */
export const seqShape = z.union([
  z.literal('latest'),
  z
    .string()
    .regex(/^[1-9]\d{0,8}$/, 'must be the number of a capture, or latest')
    .transform(Number),
]);

export type NewBin = z.infer<typeof newBinShape>;
export type BinChange = z.infer<typeof binChangeShape>;
export type CaptureEdit = z.infer<typeof captureChangeShape>;
export type NewLink = z.input<typeof newLinkShape>;
