import { z } from 'zod';
import { fieldsShape } from './fields.ts';
import { flag, longestFilter } from './input.ts';

/** The input of the API for deliveries. Unknown fields are rejected, so that a misspelt setting is noticed. */

/** The longest body that JSON input can give: 8 MiB as base64 or text. */
export const longestDeliveryInput = 12 * 2 ** 20;

export const headerShape = z.tuple([z.string().min(1).max(1000), z.string().max(65_536)]);

/** `self` is the bin itself; `bin` any bin of this server by its slug. */
export const destinationShape = z.union(
  [
    z.literal('self'),
    z.strictObject({ bin: z.string().min(1).max(63) }),
    z.strictObject({ url: z.string().min(1).max(8192) }),
  ],
  { message: 'must be "self", {"bin": slug} or {"url": URL}' },
);

const options = {
  /** Default: the destination. */
  host: z.enum(['destination', 'original']).optional(),
  /** Default: no. At most three are followed. */
  followRedirects: z.boolean().optional(),
  /** Default: yes. `false` is for private instances. */
  verifyCertificate: z.boolean().optional(),
  /** Default: 60,000. */
  timeoutMs: z.number().int().min(100).max(120_000).optional(),
};

/** The body as text (sent as UTF-8) or as base64. */
const body = z.union([z.strictObject({ text: z.string() }), z.strictObject({ base64: z.base64() })], {
  message: 'must be {"text": …} or {"base64": …}',
});

/**
 * A request. With a capture as the source, omitted parts are those of the capture; else the defaults are GET, `/`, none and empty. `target` is
 * a request-target such as `/hook?a=1`; it is appended to the capture URL where a bin is the destination, and replaces path and query of the
 * destination URL. When it is omitted, path and query of the destination URL are used; a capture keeps its own when that URL has neither.
 */
const request = z.strictObject({
  method: z.string().min(1).max(64).optional(),
  target: z.string().min(1).max(65_536).optional(),
  headers: z.array(headerShape).max(1000).optional(),
  trailers: z.array(headerShape).max(100).optional(),
  body: body.optional(),
});

/** `POST /api/v1/bins/{slug}/deliveries` */
export const newDeliveryShape = z.strictObject({
  to: destinationShape,
  /** The capture that is replayed. */
  capture: z.number().int().min(1).max(999_999_999).optional(),
  /** The sample event that the request is; for the list only. */
  sample: z.strictObject({ provider: z.string().max(64), event: z.string().max(128) }).optional(),
  request: request.optional(),
  ...options,
  /** How often it is sent, each time as a delivery of its own, and the pause in between; 0 for all at once. Default: once. */
  repeat: z
    .strictObject({ times: z.number().int().min(1).max(100), gapMs: z.number().int().min(0).max(60_000) })
    .optional(),
});

/** The query of `POST …/deliveries` and `POST …/again`: with `wait` the response comes when the attempt has ended. */
export const deliveryWaitShape = z.strictObject({ wait: flag.default(false) });

/** The query of `GET …/deliveries` */
export const deliveryPageShape = z.strictObject({
  before: z.string().max(40).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  /** Only replays of this capture. */
  capture: z.coerce.number().int().min(1).max(999_999_999).optional(),
  /** Only those of this bulk replay. */
  replay: z.string().max(40).optional(),
  fields: fieldsShape,
});

/** How the requests of a bulk replay follow each other. `original` keeps the gaps in which they were received, at most 60 s each. */
const pace = z.union(
  [z.literal('original'), z.literal('at-once'), z.strictObject({ perSecond: z.number().min(0.1).max(100) })],
  { message: 'must be "original", "at-once" or {"perSecond": number}' },
);

/**
 * With which signatures captures are sent again: those they have, or new ones with the delivery ID they have or with another. They are signed
 * with the secrets that the bin keeps.
 */
const signatures = z.enum(['as-it-was', 'same-delivery-id', 'new-delivery-id']);

/** `POST …/captures/replay`: the captures that match a filter, oldest first. With `plan`, nothing is sent. */
export const newReplayShape = z.strictObject({
  filter: z.string().max(longestFilter).optional(),
  to: destinationShape,
  pace: pace.default('original'),
  signatures: signatures.default('as-it-was'),
  plan: z.boolean().default(false),
  /** The highest `seq` that is sent, such as that of a plan. Default: the newest capture there is now. */
  upTo: z.number().int().min(0).max(999_999_999).optional(),
  ...options,
});

export type NewDelivery = z.input<typeof newDeliveryShape>;
export type DeliveryOrder = z.infer<typeof newDeliveryShape>;
export type NewReplay = z.input<typeof newReplayShape>;
export type ReplayOrder = z.infer<typeof newReplayShape>;
export type ReplayPace = z.infer<typeof pace>;
export type SignatureRenewal = z.infer<typeof signatures>;
