import { z } from 'zod';

/** Milliseconds; see `longestFaultMs` in `reply/response.ts`. */
const longestWait = 600_000;
const milliseconds = z.number().int().min(0).max(longestWait);
const bytesPerSecond = z.number().int().min(1).max(1_000_000_000);

const faultShape = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.enum(['reset', 'close', 'cut-body', 'malformed-chunk', 'garbage']) }),
  z.strictObject({ kind: z.literal('hang'), ms: milliseconds.default(60_000) }),
  z.strictObject({ kind: z.enum(['drip', 'slow-headers']), bytesPerSecond }),
  z.strictObject({
    kind: z.literal('wrong-length'),
    by: z
      .number()
      .int()
      .min(-(2 ** 20))
      .max(2 ** 20),
    ms: milliseconds.optional(),
  }),
]);

/** The longest body, bytes, and the longest JSON text about it: base64 and escapes have room in it. */
const longestBody = 2 ** 20;
export const longestHandReply = 4 * 2 ** 20;
const tooLong = 'must be at most 1 MiB';

const header = z.tuple([
  // RFC 9110 §5.6.2 and §5.5.
  z.string().regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/, 'must be a header name'),
  z.string().regex(/^[^\0-\x08\x0a-\x1f\x7f]*$/, 'must not contain line breaks or other control characters'),
]);

/** `POST …/captures/{seq}/reply`. Header values are text, sent as its UTF-8; so is `body`. */
export const handReplyShape = z
  .strictObject({
    status: z.number().int().min(200).max(599).default(200),
    headers: z.array(header).max(100).default([]),
    body: z
      .string()
      .refine((text) => new TextEncoder().encode(text).length <= longestBody, tooLong)
      .optional(),
    bodyBase64: z
      .base64()
      .max((longestBody / 3) * 4 + 4, tooLong)
      .optional(),
    fault: faultShape.nullish(),
  })
  .refine(({ body, bodyBase64 }) => body === undefined || bodyBase64 === undefined, {
    message: 'must have either body or bodyBase64, not both',
  });

/** `PATCH …/captures/{seq}/reply`. Milliseconds from now. */
export const holdLongerShape = z.strictObject({ forMs: z.number().int().min(1000).max(600_000) });

export type HandReply = z.input<typeof handReplyShape>;
