import { createHash } from 'node:crypto';
import type { Recognised } from '#lib/model/capture.ts';

/** A received request with default values; `facts` overrides those that matter to the test. */
export function received(facts: Partial<Recognised> = {}): Recognised {
  const body = facts.body ?? new Uint8Array();
  return {
    method: 'POST',
    target: '/b/x7k2/orders?id=1',
    prefixLength: 7,
    httpVersion: '1.1',
    headers: [['Host', 'localhost:3000']],
    trailers: [],
    body,
    longBodyId: null,
    bodyStored: body.length,
    bodySize: body.length,
    sha256: createHash('sha256').update(body).digest('hex'),
    truncated: false,
    aborted: false,
    receivedAt: 1_795_000_000_123_456,
    headersMicros: 100,
    uploadMicros: 250,
    malformed: null,
    peer: { address: '::1', port: 50312 },
    client: null,
    scheme: 'http',
    tls: null,
    via: 'wire',
    provider: null,
    signature: null,
    schema: null,
    schemaViolations: [],
    ...facts,
  };
}

/** Every byte value once. */
export const everyByte = Uint8Array.from({ length: 256 }, (_, value) => value);
