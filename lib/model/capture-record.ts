import { z } from 'zod';
import {
  faultKinds,
  longestMessage,
  longestPointer,
  mostViolations,
  schemaResults,
  signatureResults,
} from './capture.ts';

/** A byte string: nothing above U+00FF. */
const byteString = z.string().regex(/^[\0-\xff]*$/, 'must be a byte string, without characters above U+00FF');
const header = z.tuple([byteString, byteString]);
/** The longest that `providers/` allows. */
const name = z.string().max(256);
const count = z.number().int().min(0);

const chosenBy = ['preflight', 'override', 'malformed', 'hand', 'rule', 'forward', 'handshake'] as const;

/** Fields that captures of earlier versions do not have are optional. */
const reply = z.object({
  status: z.number().int().min(0).max(999),
  ms: z.number().min(0),
  complete: z.boolean(),
  bodySent: count.optional(),
  fault: z.enum(faultKinds).nullish(),
  faultChosen: z.enum(faultKinds).optional(),
  delayMs: count.optional(),
  waitSkippedBy: z.enum(['address', 'bin']).optional(),
  by: z.enum(chosenBy).optional(),
  rule: z.object({ id: z.string(), name: z.string() }).optional(),
  forward: z.object({ id: z.string(), name: z.string() }).optional(),
  provider: z.string().optional(),
  step: z.string().optional(),
  error: z.string().optional(),
  headers: z.array(header).optional(),
  body: z.object({ size: count, text: z.string().nullable(), base64: z.base64().nullable() }).optional(),
});

const violation = z.object({
  schema: z.object({ id: z.string().max(64), name: z.string().max(100) }),
  pointer: z.string().max(longestPointer).nullable(),
  keyword: z.string().max(64).nullable(),
  message: z.string().max(longestMessage),
});

/** The client behind proxies, in records and in responses of the API. */
export const clientShape = z.object({
  address: z.string(),
  port: count.nullable(),
  scheme: z.enum(['http', 'https']).nullable(),
  host: z.string().nullable(),
  by: z.enum(['socket', 'forwarded', 'x-forwarded-for']),
  chain: z.array(z.string()),
});

/**
 * A capture as exports write it and imports read it: `CaptureJson` with the body included however long it is.
 */
export const captureRecordShape = z.object({
  seq: z.number().int().min(1),
  method: byteString.min(1),
  target: byteString,
  path: byteString,
  httpVersion: z.string().max(16),
  receivedAtMicros: count,
  headersMs: z.number().min(0),
  uploadMs: z.number().min(0),
  peer: z.object({ address: z.string().max(256), port: count }),
  client: clientShape.nullish(),
  scheme: z.enum(['http', 'https']),
  tls: z.object({ version: name, cipher: name, alpn: name.nullable() }).nullable(),
  via: z.enum(['wire', 'fetch']),
  provider: z.object({ id: name, event: name.nullable(), deliveryId: name.nullable() }).nullish(),
  signature: z.enum(signatureResults).nullish(),
  schema: z.enum(schemaResults).nullish(),
  schemaViolations: z.array(violation).max(mostViolations).nullish(),
  aborted: z.boolean(),
  malformedReason: z.string().nullable(),
  note: z.string().nullable(),
  pinned: z.boolean(),
  reply: reply.nullable(),
  headers: z.array(header),
  trailers: z.array(header),
  body: z.object({
    size: count,
    stored: count,
    sha256: z.string().regex(/^[\da-f]{64}$/, 'must be 64 hexadecimal digits'),
    truncated: z.boolean(),
    text: z.string().nullable(),
    base64: z.base64().nullable(),
  }),
});

export type CaptureRecord = z.infer<typeof captureRecordShape>;
