import type { ListenerDelivery } from '#lib/model/listener-delivery.ts';

type Changes = Partial<Omit<ListenerDelivery, 'exchange'>> & {
  readonly exchange?: Partial<ListenerDelivery['exchange']>;
};

/** What a listener reports of a capture that it sent to a local program. */
export function listenerDelivery({ exchange, ...changes }: Changes = {}): ListenerDelivery {
  return {
    id: 'delivery-1',
    capture: 1,
    url: 'http://127.0.0.1:3000',
    startedAt: '2026-11-23T08:00:00.123Z',
    ms: 12.5,
    ...changes,
    exchange: {
      origin: 'http://127.0.0.1:3000',
      method: 'POST',
      target: '/orders',
      httpVersion: '1.1',
      headers: [['Host', '127.0.0.1:3000']],
      trailers: [],
      changes: [{ what: 'replaced', header: 'Host', value: '127.0.0.1:3000', why: 'host' }],
      address: { text: '127.0.0.1', kind: 'loopback' },
      timings: { lookedUp: null, connected: 0.5, secured: null, sent: 0.7, firstByte: 12.1, done: 12.5 },
      bytesSent: 48,
      informational: [],
      response: {
        httpVersion: '1.1',
        status: 202,
        reason: 'Accepted',
        headers: [['Content-Type', 'text/plain']],
        trailers: [],
        body: { received: 2, base64: 'b2s=', isComplete: true },
      },
      failure: null,
      ...exchange,
    },
  };
}
