import type { Exchange } from '#lib/egress/egress.ts';
import type { ListenerDelivery } from '#lib/model/listener-delivery.ts';
import type { Change } from '#lib/outgoing/change.ts';

/** An exchange as the API records it. `changes` were made before those of the exchange. */
export function reportOf(
  { response, failure, tls: _, viaProxy: __, changes, ...exchange }: Exchange,
  changesBefore: readonly Change[] = [],
): ListenerDelivery['exchange'] {
  return {
    ...exchange,
    headers: pairs(exchange.headers),
    trailers: pairs(exchange.trailers),
    timings: { ...exchange.timings },
    address: exchange.address && { ...exchange.address },
    informational: exchange.informational.map(({ status, reason, headers }) => ({
      status,
      reason,
      headers: pairs(headers),
    })),
    changes: [...changesBefore, ...changes].map((change) => ({ ...change })),
    response: response && {
      httpVersion: response.httpVersion,
      status: response.status,
      reason: response.reason,
      headers: pairs(response.headers),
      trailers: pairs(response.trailers),
      body: {
        received: response.bodySize,
        base64: Buffer.from(response.body).toString('base64'),
        isComplete: response.isComplete,
      },
    },
    failure: failure && {
      code: failure.code,
      detail: failure.detail?.slice(0, 2000) ?? null,
      phase: failure.phase,
    },
  };
}

function pairs(headers: readonly (readonly [string, string])[]): [string, string][] {
  return headers.map(([name, value]) => [name, value]);
}
