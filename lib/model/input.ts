import { z } from 'zod';
import { binUseColumns } from './bin-use.ts';
import { fieldsShape } from './fields.ts';
import { roles } from './link.ts';
import { redactionShape } from './masking.ts';
import { idCursor, wholePage } from './page-of.ts';
import { replySettingsShape } from './reply-settings-shape.ts';
import { slugPattern, slugShape } from './slug.ts';
import { timelineDivisions } from './timeline.ts';
import { countedKeys } from './value-counts.ts';

/** The input of the API. Unknown fields are rejected, so that a misspelt setting is noticed. */

const name = z.string().trim().min(1).max(80);

/** The settings of a bin. `expiresAfter` is in seconds, null for never. */
const binSettings = {
  name: name.nullable().optional(),
  description: z.string().trim().max(2000).nullable().optional(),
  capacity: whole('of requests').max(10_000_000).optional(),
  maxBytes: whole('of bytes')
    .max(2 ** 50)
    .optional(),
  expiresAfter: whole('of seconds')
    .min(60, 'must be at least 60 seconds')
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

/** `POST /api/v1/bins`, and `POST …/clone`, where omitted settings are copied from the other bin. */
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
    /** The one capture the link opens; the whole bin when absent. */
    captureSeq: z.number().int().min(1).max(999_999_999).nullish(),
    /** What the link masks; nothing when absent. */
    redaction: redactionShape.nullish(),
    expiresAt: z.iso.datetime({ offset: true }).nullish(),
  })
  .refine(({ role, captureSeq, redaction }) => role !== 'owner' || (!captureSeq && !redaction), {
    message: 'must be editor or viewer: an owner link cannot be limited to one capture or mask secrets',
    path: ['role'],
  });

const seq = z
  .string()
  .regex(/^\d{1,15}$/, 'must be a capture number')
  .transform(Number);

/** The longest filter, characters: enough for one that a page writes for some hundred selected requests. */
export const longestFilter = 4000;

/** The query of `DELETE /api/v1/bins/{slug}/captures` */
export const foundShape = z.strictObject({ filter: z.string().max(longestFilter).optional() });

/** The query of `GET /api/v1/bins/{slug}/captures` */
export const capturePageShape = z.strictObject({
  after: seq.optional(),
  before: seq.optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
  filter: z.string().max(longestFilter).optional(),
  /** The most captures a filter may examine: the page then ends early, and `next` gives the position. */
  budget: z.coerce.number().int().min(1).max(100_000).optional(),
  fields: fieldsShape,
});

/** The query of `GET …/captures/{seq}` */
export const captureFieldsShape = z.strictObject({ fields: fieldsShape });

/** The query of `GET …/links`; `after` is the `next` of the previous page. */
export const linkPageShape = z.strictObject({ after: idCursor, ...wholePage, fields: fieldsShape });

/** The query of `GET …/held`; `after` is the `next` of the previous page. */
export const heldPageShape = z.strictObject({ after: seq.optional(), ...wholePage });

/** The query of `GET /api/v1/admin/blocks`; `before` is the `next` of the previous page. */
export const blockPageShape = z.strictObject({ before: idCursor, ...wholePage });

/** The seq after which captures are wanted; `latest` for those received from now on. */
const afterSeq = z
  .union([z.literal('latest'), seq], { error: 'must be the number of a request, or `latest`' })
  .default(0);

/** The query of `GET …/wait`; `timeout` is in seconds. */
export const waitShape = z.strictObject({
  filter: capturePageShape.shape.filter,
  count: z.coerce.number().int().min(1).max(1000).default(1),
  after: afterSeq,
  timeout: z.coerce.number().min(0).max(300).default(30),
});

/** The query of `GET …/events`; the stream ends after `count` captures. */
export const eventsShape = z.strictObject({
  filter: capturePageShape.shape.filter,
  count: z.coerce.number().int().min(1).optional(),
  after: afterSeq.unwrap().optional(),
});

/** The header with which a client resumes a stream of events. */
export const lastEventIdShape = z.object({ 'Last-Event-ID': seq });

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

/** The query of `GET …/captures/values`. `budget`: how many of the newest captures are counted at most. */
export const valuesShape = z.strictObject({
  key: z.enum(countedKeys),
  budget: capturePageShape.shape.budget.unwrap().default(100_000),
});

/** The query of `POST …/import` */
export const importShape = z.strictObject({ format: z.string().default('ndjson') });

/** `1` or `0` in a query. */
export const flag = z
  .enum(['0', '1', 'false', 'true'], { message: 'must be 1 or 0' })
  .transform((text) => text === '1' || text === 'true');

/** `email,card.number` in a query. */
const names = z.string().transform((text) => text.split(','));

/** The query of `GET …/export`. With `redact` secrets are masked as through a link with the same `headers`, `fields` and `unreadable`. */
export const exportShape = z
  .strictObject({
    ...importShape.shape,
    ...foundShape.shape,
    redact: flag.default(false),
    headers: names.pipe(redactionShape.shape.headers.unwrap()).optional(),
    fields: names.pipe(redactionShape.shape.fields.unwrap()).optional(),
    unreadable: redactionShape.shape.unreadable.unwrap().optional(),
  })
  // Names that somebody wants masked are never silently ignored.
  .refine(({ redact, headers, fields, unreadable }) => redact || !(headers ?? fields ?? unreadable), {
    message: 'must be 1 where headers, fields or unreadable are given',
    path: ['redact'],
  });

/** The query of `GET …/as/{target}`. With `to` the defaults are a path without the bin prefix and the host of `to`. */
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
    slug: z
      .string()
      .trim()
      .toLowerCase()
      .regex(slugPattern, 'must be a slug: lowercase letters, digits and hyphens')
      .optional(),
    range: z.string().trim().min(1).max(64).optional(),
    reason: z.string().trim().min(1).max(200).nullish(),
    expiresAt: z.iso.datetime({ offset: true }).nullish(),
  })
  .refine(({ slug, range }) => (slug === undefined) !== (range === undefined), {
    message: 'must have either slug or range',
  });

/** The query of `GET /api/v1/admin/bins`. `after` is the `next` of the previous page. */
export const binUsesShape = z.strictObject({
  by: z.enum([...binUseColumns, 'rate']).default('received'),
  order: z.enum(['asc', 'desc']).default('desc'),
  slug: z.string().max(63).default(''),
  after: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  fields: fieldsShape,
});

/** A capture number in a path. */
export const seqShape = z.union(
  [
    z.literal('latest'),
    z
      .string()
      .regex(/^[1-9]\d{0,8}$/)
      .transform(Number),
  ],
  { message: 'must be a capture number or latest' },
);

/** The parameters of a path below `…/captures/{seq}`. */
export const captureParamsShape = z.object({ seq: seqShape });

export type NewBin = z.infer<typeof newBinShape>;
export type BinChange = z.infer<typeof binChangeShape>;
export type CaptureEdit = z.infer<typeof captureChangeShape>;
export type NewLink = z.input<typeof newLinkShape>;
