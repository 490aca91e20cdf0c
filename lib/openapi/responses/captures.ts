import { z } from 'zod';
import { faultKinds, schemaResults, signatureResults } from '#lib/model/capture.ts';
import type {
  CaptureJson,
  CapturePage,
  CaptureSummary,
  NearMiss,
  ReplyContent,
  ReplySummary,
  WaitResult,
} from '#lib/model/capture-json.ts';
import { clientShape } from '#lib/model/capture-record.ts';
import { count, headerList, inlineBytes, seq, sha256, span, time } from './common.ts';

export const replySummary = z.object({
  status: z.number().int(),
  ms: span,
  complete: z.boolean(),
  bodySent: count.optional(),
  fault: z.enum(faultKinds).optional(),
  faultChosen: z.enum(faultKinds).optional(),
  delayMs: span.optional(),
  waitSkippedBy: z.enum(['address', 'bin']).optional(),
  by: z.enum(['preflight', 'override', 'malformed', 'hand', 'rule', 'forward', 'handshake']).optional(),
  rule: z.object({ id: z.string(), name: z.string() }).optional(),
  forward: z.object({ id: z.string(), name: z.string() }).optional(),
  provider: z.string().optional(),
  step: z.string().optional(),
  error: z.string().optional(),
}) satisfies z.ZodType<ReplySummary>;

export const replyContent = z.object({
  headers: headerList,
  body: z.object({
    size: count,
    truncated: z.boolean(),
    ...inlineBytes,
  }),
}) satisfies z.ZodType<ReplyContent>;

const held = z.object({ since: time, deadline: time });
const bodyFacts = z.object({ size: count, sha256, stored: count, truncated: z.boolean() });

export const captureSummary = z.object({
  seq,
  method: z.string(),
  target: z.string(),
  path: z.string(),
  httpVersion: z.string(),
  receivedAt: time,
  receivedAtMicros: count,
  headersMs: span,
  uploadMs: span,
  peer: z.object({ address: z.string(), port: count }),
  client: clientShape.nullable(),
  scheme: z.enum(['http', 'https']),
  tls: z.object({ version: z.string(), cipher: z.string(), alpn: z.string().nullable() }).nullable(),
  via: z.enum(['wire', 'fetch']),
  aborted: z.boolean(),
  malformed: z.boolean(),
  malformedReason: z.string().nullable(),
  contentType: z.string().nullable(),
  userAgent: z.string().nullable(),
  body: bodyFacts,
  note: z.string().nullable(),
  pinned: z.boolean(),
  provider: z
    .object({ id: z.string(), event: z.string().nullable(), deliveryId: z.string().nullable() })
    .nullable(),
  signature: z.enum(signatureResults).optional(),
  schema: z.enum(schemaResults).optional(),
  held: held.nullish(),
  reply: replySummary.nullable(),
  masked: z
    .object({
      values: count,
      withheld: z.enum(['not-text', 'no-fields', 'broken', 'undecodable', 'too-long']).nullable(),
      bodyChanged: z.boolean(),
      undone: z.array(z.string()),
    })
    .optional(),
}) satisfies z.ZodType<CaptureSummary>;

export const capture = captureSummary.extend({
  headers: headerList,
  trailers: headerList,
  body: bodyFacts.extend(inlineBytes),
  schemaViolations: z
    .array(
      z.object({
        schema: z.object({ id: z.string(), name: z.string() }),
        pointer: z.string().nullable(),
        keyword: z.string().nullable(),
        message: z.string(),
      }),
    )
    .optional(),
  reply: replySummary.extend(replyContent.partial().shape).nullable(),
}) satisfies z.ZodType<CaptureJson>;

export const capturePage = z.object({
  captures: z.array(captureSummary),
  head: count,
  total: count,
  next: count.nullable(),
}) satisfies z.ZodType<CapturePage>;

export const waitResult = z.object({
  captures: z.array(captureSummary),
  next: count,
}) satisfies z.ZodType<WaitResult>;

export const nearMiss = z.object({
  seq,
  method: z.string(),
  path: z.string(),
  receivedAt: time,
  failed: z.array(z.string()),
}) satisfies z.ZodType<NearMiss>;

export const heldList = z.object({ held: z.array(held.extend({ seq })), next: count.nullable() });
