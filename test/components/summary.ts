import type { CaptureSummary } from '#lib/model/capture-json.ts';

/** A valid summary; `facts` say what the test is about. */
export function summary(seq: number, facts: Partial<CaptureSummary> = {}): CaptureSummary {
  return {
    seq,
    method: 'POST',
    target: '/b/k7m2xq4p/orders',
    path: '/orders',
    httpVersion: '1.1',
    receivedAt: '2026-11-23T08:41:12.304Z',
    receivedAtMicros: 1_795_423_272_304_000,
    headersMs: 0.4,
    uploadMs: 1.5,
    peer: { address: '127.0.0.1', port: 50312 },
    client: null,
    scheme: 'http',
    tls: null,
    via: 'wire',
    aborted: false,
    malformed: false,
    malformedReason: null,
    contentType: 'application/json',
    userAgent: 'curl/8.14.1',
    body: { size: 20, sha256: 'ab'.repeat(32), stored: 20, truncated: false },
    note: null,
    pinned: false,
    provider: null,
    reply: null,
    ...facts,
  };
}
