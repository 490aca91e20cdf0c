import { z } from 'zod';
import { faultKinds } from '#lib/model/capture.ts';
import type { Answer, Playbook, ShownSettings } from '#lib/model/reply-settings.ts';
import type { ExplainedRule } from '#lib/reply/explain-rules.ts';
import type { ReplyPreset } from '#lib/reply/presets/preset.ts';
import { replyContent } from './captures.ts';
import { count, headerList, seq, span } from './common.ts';

const fault = z.union([
  z.object({ kind: z.enum(['reset', 'close', 'cut-body', 'malformed-chunk', 'garbage']) }),
  z.object({ kind: z.literal('hang'), ms: count }),
  z.object({ kind: z.enum(['drip', 'slow-headers']), bytesPerSecond: count }),
  z.object({ kind: z.literal('wrong-length'), by: z.number().int(), ms: count.optional() }),
]);

const hold = z.object({ deadlineMs: count });

/** A response with all its settings. */
export const answer = z.object({
  status: z.number().int().min(200).max(599),
  headers: headerList,
  body: z.union([z.object({ text: z.string() }), z.object({ base64: z.string() })]),
  template: z.boolean(),
  delayMs: z.union([count, z.object({ min: count, max: count }), z.object({ mean: count, sd: count })]),
  fault: fault.nullable(),
  hold: hold.nullable(),
}) satisfies z.ZodType<Answer>;

export const playbook = z.union([
  z.object({
    play: z.literal('sequence'),
    per: z.enum(['bin', 'delivery']),
    steps: z.array(answer),
    end: z.enum(['stay', 'loop', 'random']),
  }),
  z.object({
    play: z.literal('chances'),
    chances: z.array(z.object({ weight: z.number().min(0), answer })),
  }),
  z.object({ play: z.literal('limit'), perSecond: count, under: answer, over: answer }),
]) satisfies z.ZodType<Playbook>;

const answers = z.union([answer, playbook]);

const rules = z.array(
  z.object({ id: z.string(), name: z.string(), enabled: z.boolean(), when: z.string(), answer: answers }),
);

export const replySettings = z.object({
  default: answers,
  rules,
  cors: z.boolean(),
  override: z.boolean(),
  handshakes: z.record(
    z.string(),
    z.object({
      enabled: z.boolean(),
      secret: z.boolean().describe('Whether there is a secret. Secrets are never shown.'),
      readable: z.literal(false).optional(),
    }),
  ),
}) satisfies z.ZodType<ShownSettings>;

export const presets = z.object({
  presets: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      about: z.string(),
      settings: z.object({ default: answers, rules }),
    }) satisfies z.ZodType<ReplyPreset>,
  ),
});

const explainedRule = z.object({
  id: z.string(),
  name: z.string(),
  enabled: z.boolean(),
  matches: z.boolean(),
  words: z.array(z.object({ text: z.string(), start: count, end: count, holds: z.boolean() })),
}) satisfies z.ZodType<ExplainedRule>;

const named = { id: z.string(), name: z.string() };

export const replyTry = z.object({
  capture: seq.describe('The number of the request.'),
  chosenBy: z
    .union([
      z.object({ by: z.enum(['default', 'preflight', 'override', 'malformed', 'hand']) }),
      z.object({ by: z.literal('rule'), ...named }),
      z.object({ by: z.literal('forward'), ...named }),
      z.object({ by: z.literal('handshake'), provider: z.string() }),
    ])
    .optional(),
  why: z.string(),
  rules: z.array(explainedRule),
  reply: replyContent.extend({
    status: z.number().int(),
    delayMs: span,
    fault: z
      .object({
        kind: z.enum(faultKinds),
        ms: count.optional(),
        bytesPerSecond: count.optional(),
        by: z.number().int().optional(),
      })
      .nullable(),
    hold: hold.nullable(),
    step: z.string().nullable(),
    error: z.string().nullable(),
  }),
});
