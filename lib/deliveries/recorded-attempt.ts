import type { Exchange } from '#lib/egress/egress.ts';
import type { DeliveryHop } from '#lib/model/delivery.ts';
import { storedOfDeliveryResponse } from '#lib/model/delivery-limits.ts';
import type { EndedAttempt } from '#lib/store/contracts/deliveries.ts';
import { isPrivateHop } from '#lib/summary/delivery-summary.ts';
import { failureOf, recordedFailure } from './recorded-failure.ts';

/** What is recorded of an attempt besides its number and times. */
export type AttemptResult = Omit<EndedAttempt, 'number' | 'startedAt' | 'ms'>;

/** The record of the exchanges of an attempt. Of their bodies, the last one is kept. */
export function resultOf(exchanges: readonly Exchange[]): AttemptResult {
  const last = exchanges.at(-1)!;
  const hops = exchanges.map((exchange) => hopOf(exchange, exchange === last));
  const { failure } = hops.at(-1)!;
  // The destination that a private response redirects to is for owners only, who find the failure with its detail in the hop.
  const isRedirected = hops.slice(0, -1).some(isPrivateHop);
  return {
    status: last.response?.status ?? null,
    isPrivate: hops.some(isPrivateHop),
    failure: failure && (isRedirected ? { ...failure, detail: null, reason: null } : failure),
    hops,
    response: last.response === null ? null : keptOf(last.response.body),
  };
}

/** The record of an attempt that failed before anything was sent. */
export function resultOfError(error: unknown): AttemptResult {
  return { status: null, isPrivate: false, failure: failureOf(error), hops: [], response: null };
}

/** How long the exchanges of an attempt took together, milliseconds; null if one of them did not end with a response. */
export function durationOf({ hops }: Pick<AttemptResult, 'hops'>): number | null {
  if (hops.length === 0 || hops.some(({ timings }) => timings.done === null)) return null;
  return hops.reduce((sum, { timings }) => sum + timings.done!, 0);
}

function hopOf({ tls, response, failure, ...exchange }: Exchange, isLast: boolean): DeliveryHop {
  return {
    ...exchange,
    timings: { ...exchange.timings },
    tls: tls && {
      ...tls,
      certificate: tls.certificate && {
        ...tls.certificate,
        validTo: tls.certificate.validTo === null ? null : new Date(tls.certificate.validTo).toISOString(),
      },
    },
    response: response && {
      httpVersion: response.httpVersion,
      status: response.status,
      reason: response.reason,
      headers: response.headers,
      trailers: response.trailers,
      body: {
        received: response.bodySize,
        kept: isLast ? keptOf(response.body).length : 0,
        isComplete: response.isComplete,
      },
    },
    failure: failure && recordedFailure(failure),
  };
}

function keptOf(body: Uint8Array): Uint8Array {
  return body.length > storedOfDeliveryResponse ? body.subarray(0, storedOfDeliveryResponse) : body;
}
