import { z } from 'zod';
import { headerShape } from './delivery-input.ts';
import { failureCodes } from './errors.ts';

/**
 * `POST …/listeners/{name}/deliveries`: what a listener has sent, and the response. The request itself is the capture; how the message that
 * was sent differs from it is in `changes`. Header strings are byte strings.
 */

/** The longest JSON: 1 MiB of a response as base64, with the headers of both messages. */
export const longestListenerDelivery = 4 * 2 ** 20;

const headers = z.array(headerShape).max(4000);
const count = z.number().int().min(0);
const time = z.number().min(0).nullable();
const text = (longest: number) => z.string().max(longest);
const status = z.number().int().min(100).max(999);

const responseShape = z.strictObject({
  httpVersion: text(10),
  status,
  reason: text(65_536),
  headers,
  trailers: headers,
  body: z.strictObject({
    /** How many bytes were received. */
    received: count,
    /** The first bytes, at most 1 MiB. */
    base64: z.base64().max(1_400_000),
    isComplete: z.boolean(),
  }),
});

const failureShape = z.strictObject({
  code: z.enum(failureCodes),
  detail: text(2000).nullable(),
  phase: text(40).nullable(),
});

const exchangeShape = z.strictObject({
  origin: text(8192),
  method: text(65_536),
  target: text(65_536),
  httpVersion: z.enum(['1.0', '1.1']),
  headers,
  trailers: headers,
  changes: z
    .array(
      z.strictObject({
        what: z.enum(['added', 'dropped', 'replaced']),
        header: text(1000),
        value: text(65_536).nullable(),
        why: text(40),
      }),
    )
    .max(4000),
  address: z.strictObject({ text: text(60), kind: text(40) }).nullable(),
  timings: z.strictObject({
    lookedUp: time,
    connected: time,
    secured: time,
    sent: time,
    firstByte: time,
    done: time,
  }),
  bytesSent: count,
  informational: z.array(z.strictObject({ status, reason: text(65_536), headers })).max(20),
  response: responseShape.nullable(),
  failure: failureShape.nullable(),
});

export const listenerDeliveryShape = z.strictObject({
  /** Chosen by the listener. A delivery that is reported again with the same ID is recorded once. */
  id: z.string().regex(/^[A-Za-z0-9_-]{8,64}$/, 'must be 8 to 64 letters, digits, _ or -'),
  /** The seq of the capture. */
  capture: z.number().int().min(1).max(999_999_999),
  url: text(8192).min(1),
  host: z.enum(['destination', 'original']).default('destination'),
  startedAt: z.iso.datetime(),
  /** How long it took, milliseconds. */
  ms: z.number().min(0),
  exchange: exchangeShape,
});

/** What a listener reports. */
export type ListenerDelivery = z.input<typeof listenerDeliveryShape>;
export type ListenerDeliveryOrder = z.infer<typeof listenerDeliveryShape>;
