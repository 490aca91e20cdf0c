import { createHash } from 'node:crypto';
import { forwardedHeaders } from '#lib/forward-rules/forwarded-headers.ts';
import { forwardedTarget } from '#lib/forward-rules/forwarded-target.ts';
import type { CaptureFacts } from '#lib/model/capture.ts';
import type { Forward } from '#lib/model/forward.ts';
import type { NewDelivery } from '#lib/store/contracts/deliveries.ts';

type Context = {
  /** How the bin is called in the header of hops. */
  readonly hop: string;
  readonly binDomain: string | undefined;
  readonly now: number;
};

/** The ID of the delivery of a capture by a rule: always the same, so that it need not be on disk before the request is sent. */
export function deliveryIdOf(forwardId: string, seq: number): string {
  const digest = createHash('sha256').update(`${forwardId} ${seq}`).digest('base64url');
  return `dlv_${digest.slice(0, 21)}`;
}

/** How a bin is called in the header of hops: by names that tell others nothing. */
export function hopOf(instance: string, binId: number): string {
  const digest = createHash('sha256').update(`${instance} ${binId}`).digest('hex');
  return `${instance}.${digest.slice(0, 8)}`;
}

/** The delivery of a capture that a rule forwards. Fails with `destination-invalid`. */
export function forwardDelivery(
  { id, to, path, headers, host, verifyCertificate, timeoutMs }: Forward,
  capture: CaptureFacts,
  { hop, binDomain, now }: Context,
): Omit<NewDelivery, 'owner'> {
  const deliveryId = deliveryIdOf(id, capture.seq);
  return {
    id: deliveryId,
    source: { kind: 'forward', id, seq: capture.seq, set: headers.set.map(([name]) => name.toLowerCase()) },
    replayId: null,
    createdAt: now,
    destination: to,
    options: { host, followRedirects: false, verifyCertificate, timeoutMs },
    method: capture.method,
    target: forwardedTarget({ to, path }, capture, binDomain),
    httpVersion: capture.httpVersion,
    isMalformed: false,
    headers: forwardedHeaders(capture.headers, headers, { hop, delivery: deliveryId }),
    trailers: capture.trailers,
    body: { size: capture.bodyStored, sha256: capture.sha256, ofCapture: capture.seq },
  };
}
