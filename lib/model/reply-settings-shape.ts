import { z } from 'zod';
import type { Header } from './capture.ts';
import { issueWords } from './issue-words.ts';
import {
  type Answer,
  answersOf,
  bodyLength,
  longestAnswerBody,
  type Playbook,
  type WrittenSettings,
} from './reply-settings.ts';

/**
 * Parses reply settings. Settings with a default may be omitted; the result is complete. Unknown fields are rejected, so that
 * a misspelt one is noticed. Filters and templates are checked by `checkReply` (lib/reply).
 */

/** The total length of all response bodies of a bin, bytes. */
export const longestAnswerBodies = 4 * 2 ** 20;
/** The longest JSON text of settings, bytes: leaves room for escaped characters. */
export const longestSettings = 8 * 2 ** 20;
export const mostRules = 100;
/** Headers of all responses of a bin. */
const mostHeaders = 10_000;
export const mostSteps = 50;
/** Milliseconds. Longer than any sender waits. */
const longestDelay = 120_000;
const longestWait = 600_000;

const milliseconds = (most: number) => z.number().int().min(0).max(most);
const bytesPerSecond = z.number().int().min(1).max(1_000_000_000);

const faultShape = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('reset') }),
  z.strictObject({ kind: z.literal('close') }),
  z.strictObject({ kind: z.literal('hang'), ms: milliseconds(longestWait).default(60_000) }),
  z.strictObject({ kind: z.literal('cut-body') }),
  z.strictObject({ kind: z.literal('drip'), bytesPerSecond }),
  z.strictObject({ kind: z.literal('slow-headers'), bytesPerSecond }),
  z.strictObject({
    kind: z.literal('wrong-length'),
    by: z.number().int().min(-longestAnswerBody).max(longestAnswerBody),
    ms: milliseconds(longestWait).optional(),
  }),
  z.strictObject({ kind: z.literal('malformed-chunk') }),
  z.strictObject({ kind: z.literal('garbage') }),
]);

/** A token, RFC 9110 §5.6.2. */
const token = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

/** Headers that frame the message or control the connection are set by the server (RFC 9110 §7.6.1, RFC 9112 §6). */
const framing = new Set([
  'connection', 'content-length', 'keep-alive', 'proxy-connection', 'te', 'trailer', 'transfer-encoding', 'upgrade',
]); // biome-ignore format: a word list

const headerName = z
  .string()
  .max(256)
  .regex(token, 'must be a header name: letters, digits and hyphens (RFC 9110 §5.1)')
  .refine((name) => !framing.has(name.toLowerCase()), {
    error: ({ input }) =>
      `must not be ${input}: the server sets this header. To send a wrong length or broken framing, use a fault`,
  });

/** Text, sent as its UTF-8. */
const headerValue = z
  .string()
  .max(8192)
  .regex(
    /^[^\0-\x08\x0a-\x1f\x7f]*$/,
    'must not contain line breaks or other control characters (RFC 9110 §5.5)',
  )
  .transform((value) => value.replace(/^[ \t]+|[ \t]+$/g, ''));

const header = z.tuple([headerName, headerValue]).transform((pair): Header => pair);

/** `{ "text": … }`, `{ "base64": … }`, or the text alone. */
const bodyShape = z
  .union(
    [
      z.string().transform((text) => ({ text })),
      z.strictObject({ text: z.string() }),
      z.strictObject({ base64: z.base64() }),
    ],
    { error: 'must be a string, {"text": …} or {"base64": …}' },
  )
  .refine((body) => bodyLength(body) <= longestAnswerBody, 'must be at most 1 MiB');

/** Milliseconds: fixed, uniform between two values, or normally distributed. */
const delayShape = z.union(
  [
    milliseconds(longestDelay),
    z
      .strictObject({ min: milliseconds(longestDelay), max: milliseconds(longestDelay) })
      .refine(({ min, max }) => min <= max, 'must have a min that is not greater than its max'),
    z.strictObject({ mean: milliseconds(longestDelay), sd: milliseconds(longestDelay) }),
  ],
  {
    error:
      'must be whole milliseconds up to 120000, {"min": …, "max": …} or {"mean": …, "sd": …}; min must not be greater than max',
  },
);

/** Statuses that end the message with the header section (RFC 9110 §15.3.5, §15.3.6, §15.4.5). */
const bodiless = new Set([204, 205, 304]);

const textHeaders: Header[] = [
  ['Content-Type', 'text/plain; charset=utf-8'],
  ['X-Content-Type-Options', 'nosniff'],
];

/** A final status. After an interim 1xx response the sender keeps waiting. */
const statusShape = z
  .number()
  .int()
  .refine((status) => status >= 200 && status <= 599, {
    error: ({ input }) =>
      Number(input) >= 100 && Number(input) < 200
        ? `must not be ${input}: 1xx responses are interim, and the sender would keep waiting for a final one. Use 200 to 599`
        : 'must be a status from 200 to 599',
  });

/** One response. Without `headers` a body is sent as plain text; `[]` sends no headers. */
export const answerShape: z.ZodType<Answer> = z
  .strictObject({
    status: statusShape.default(200),
    headers: z.array(header).max(100).optional(),
    body: bodyShape.default({ text: '' }),
    /** Whether body and header values are Liquid templates. */
    template: z.boolean().default(false),
    delayMs: delayShape.default(0),
    fault: faultShape.nullable().default(null),
    /** Hold the request for a manual response; at the deadline this response is sent. */
    hold: z
      .strictObject({ deadlineMs: milliseconds(longestWait) })
      .nullable()
      .default(null),
  })
  .transform(({ status, headers, ...answer }) => ({
    status,
    headers: headers ?? (bodyLength(answer.body) > 0 ? textHeaders : []),
    ...answer,
  }))
  .superRefine(({ status, body, template }, context) => {
    const complain = (message: string) => context.addIssue({ code: 'custom', path: ['body'], message });
    if (bodiless.has(status) && bodyLength(body) > 0)
      complain(`must be empty: a response with status ${status} has no body`);
    if (template && 'base64' in body) complain('must be text to be used as a template');
  });

/** Responses in sequence, counted per bin or per delivery (the provider's delivery ID, else the body's hash). */
const sequenceShape = z.strictObject({
  play: z.literal('sequence'),
  per: z.enum(['bin', 'delivery']).default('bin'),
  steps: z.array(answerShape).min(1).max(mostSteps),
  /** After the last step: repeat it, start over, or pick any step at random. */
  end: z.enum(['stay', 'loop', 'random']).default('stay'),
});

/** One of several responses, chosen at random by weight. */
const chancesShape = z.strictObject({
  play: z.literal('chances'),
  chances: z
    .array(z.strictObject({ weight: z.number().min(0).max(1_000_000).default(1), answer: answerShape }))
    .min(1)
    .max(mostSteps)
    .refine((chances) => chances.some(({ weight }) => weight > 0), 'must have at least one weight above 0'),
});

/** `under` up to a number of requests per clock second, `over` beyond. */
const limitShape = z.strictObject({
  play: z.literal('limit'),
  perSecond: z.number().int().min(1).max(1_000_000),
  under: answerShape.prefault({}),
  over: answerShape.prefault({ status: 429, headers: [['Retry-After', '1']] }),
});

export const playbookShape = z.discriminatedUnion('play', [sequenceShape, chancesShape, limitShape], {
  error: 'must be sequence, chances or limit',
});

/** A response, or a playbook, which has `play`. Each is parsed on its own, so that errors concern the kind that was meant. */
export const answersShape = z.unknown().transform((value, context): Answer | Playbook => {
  const isPlaybook = typeof value === 'object' && value !== null && 'play' in value;
  const result = (isPlaybook ? playbookShape : answerShape).safeParse(value);
  if (result.success) return result.data;
  for (const issue of result.error.issues) {
    context.addIssue({ code: 'custom', path: issue.path, message: issueWords(issue) });
  }
  return z.NEVER;
});

const ruleShape = z.strictObject({
  /** Stable while the rule is edited; generated when absent. */
  id: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,40}$/, 'must be 1 to 40 letters, digits, hyphens or underscores')
    .optional(),
  name: z.string().trim().max(80).default(''),
  enabled: z.boolean().default(true),
  /** A filter (lib/filter); empty matches everything. */
  when: z.string().max(2000).default(''),
  answer: answersShape,
});

const rulesShape = z
  .array(ruleShape)
  .max(mostRules)
  .transform((rules, context) => {
    const taken = new Set<string>(['default']);
    for (const [index, { id }] of rules.entries()) {
      if (id === undefined) continue;
      if (taken.has(id)) {
        context.addIssue({
          code: 'custom',
          path: [index, 'id'],
          message: `must be unique: ${id} is already used`,
        });
      }
      taken.add(id);
    }
    let next = 1;
    return rules.map(({ id, ...rule }) => {
      while (id === undefined && taken.has(`rule-${next}`)) next += 1;
      const given = id ?? `rule-${next}`;
      taken.add(given);
      return { id: given, ...rule };
    });
  });

/**
 * Whether a provider's URL verification is answered, and with which secret. Secrets are write-only: reading gives `true` where
 * one is set; writing `true` keeps it, `null` or `false` removes it.
 */
const handshakeShape = z.strictObject({
  enabled: z.boolean(),
  secret: z.union([z.string().min(1).max(4096), z.boolean(), z.null()]).optional(),
  /** Part of shown settings; says nothing when it is written. */
  readable: z.boolean().optional(),
});

export const replySettingsShape: z.ZodType<WrittenSettings> = z
  .strictObject({
    default: answersShape.prefault({ body: 'ok\n' }),
    rules: rulesShape.prefault([]),
    /** Answer CORS preflights, and let any page read the responses. */
    cors: z.boolean().default(true),
    /** Let the sender choose the response with `?__status=503&__delay=2s`. */
    override: z.boolean().default(false),
    handshakes: z
      .record(z.string().regex(/^[a-z0-9-]{1,40}$/, 'must be a provider ID'), handshakeShape)
      .default({}),
  })
  .refine(
    (settings) =>
      answersOf(settings).reduce((sum, { body }) => sum + bodyLength(body), 0) <= longestAnswerBodies,
    {
      message: 'must not have more than 4 MiB of response bodies in total',
    },
  )
  .refine(
    (settings) => answersOf(settings).reduce((sum, { headers }) => sum + headers.length, 0) <= mostHeaders,
    { message: `must not have more than ${mostHeaders} response headers in total` },
  );

/** `POST …/reply/try` */
export const tryShape = z.strictObject({
  capture: z.union([z.literal('latest'), z.number().int().min(1)], {
    error: 'must be a capture number or latest',
  }),
  /** The settings of the bin when absent. */
  settings: replySettingsShape.optional(),
});
