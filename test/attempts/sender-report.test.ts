import { describe, expect, it, test } from 'vitest';
import { listFindings } from '#lib/attempts/report-findings.ts';
import { retryAfterSeconds } from '#lib/attempts/retry-after.ts';
import { createReport, type ReportedCapture } from '#lib/attempts/sender-report.ts';
import { sentAt } from '#lib/attempts/sent-at.ts';
import type { FaultKind } from '#lib/model/capture.ts';
import { summary } from '../components/summary.ts';

const start = 1_795_423_272_000;

type Sent = {
  at: number;
  id?: string;
  status?: number;
  ms?: number;
  complete?: boolean;
  fault?: FaultKind;
  body?: string;
  path?: string;
  port?: number;
  retryAfter?: number;
  sentAt?: number;
};

/** Captures as they came: `at` in seconds. */
function told(...sent: Sent[]): ReportedCapture[] {
  return sent.map(
    (
      {
        at,
        id,
        status = 200,
        ms = 2,
        complete = true,
        fault,
        body = 'a',
        path,
        port = 50_000,
        retryAfter,
        sentAt,
      },
      index,
    ) => ({
      capture: summary(index + 1, {
        receivedAt: new Date(start + at * 1000).toISOString(),
        receivedAtMicros: (start + at * 1000) * 1000,
        peer: { address: '192.0.2.1', port },
        provider: id ? { id: 'github', event: 'push', deliveryId: id } : null,
        body: { size: 10, stored: 10, truncated: false, sha256: body.repeat(64) },
        reply: { status, ms, complete, ...(fault && { fault }) },
        ...(path && { path }),
      }),
      retryAfter: retryAfter ?? null,
      sentAt: sentAt ?? null,
    }),
  );
}

const words = (...sent: Sent[]) => listFindings(createReport(told(...sent))).map(({ words }) => words);

test('a sender that tries again until it succeeds is told with its gaps', () => {
  const report = createReport(
    told(
      { at: 0, id: 'x', status: 503 },
      { at: 10, id: 'x', status: 503 },
      { at: 12, id: 'y' },
      { at: 30, id: 'x', status: 503 },
      { at: 70, id: 'x', status: 200 },
    ),
  );
  expect(report).toMatchObject({
    captures: 5,
    deliveries: 2,
    answers: [
      { status: 200, captures: 2 },
      { status: 503, captures: 3 },
    ],
    retries: { failed: 1, retried: 1, recovered: 1, mostAttempts: 4, afterSuccess: 0, changed: 0 },
  });
  expect(report.series[0]!.attempts.map(({ gap }) => gap)).toEqual([null, 10_000, 20_000, 40_000]);
  expect(listFindings(report).map(({ words }) => words)).toEqual([
    '1 failed delivery was retried (up to 4 attempts). 1 succeeded.',
    'The gap grows by a factor of about 2 with each retry (1 delivery).',
    '5 requests used 1 connection.',
  ]);
});

test('without a delivery id the same body tells, and a request that is like no other stands alone', () => {
  expect(
    createReport(told({ at: 0, body: 'a', status: 500 }, { at: 5, body: 'b' }, { at: 9, body: 'a' })),
  ).toMatchObject({
    deliveries: 2,
    retries: { failed: 1, retried: 1 },
  });
});

describe('an answer that went wrong on purpose', () => {
  it.each<FaultKind>(['reset', 'close', 'hang', 'garbage'])(
    'by %s was none, whatever was chosen',
    (fault) => {
      const report = createReport(told({ at: 0, id: 'x', fault }, { at: 9, id: 'x' }));
      expect(report).toMatchObject({
        answers: [
          { status: 0, captures: 1 },
          { status: 200, captures: 1 },
        ],
        retries: { failed: 1, retried: 1, recovered: 1, afterSuccess: 0 },
      });
      expect(report.series[0]!.attempts[0]).toMatchObject({ status: 0, fault, failed: true });
    },
  );

  it.each<FaultKind>(['cut-body', 'wrong-length', 'malformed-chunk'])('by %s was no success', (fault) => {
    const report = createReport(told({ at: 0, id: 'x', fault }, { at: 9, id: 'x' }));
    expect(report.answers).toEqual([{ status: 200, captures: 2 }]);
    expect(report.retries).toMatchObject({ failed: 1, recovered: 1, afterSuccess: 0 });
  });

  it.each<FaultKind>(['drip', 'slow-headers'])('by %s came late, and whole', (fault) => {
    const { retries } = createReport(told({ at: 0, id: 'x', fault }, { at: 9, id: 'x' }));
    expect(retries).toMatchObject({ failed: 0, afterSuccess: 1 });
  });
});

describe('time-outs', () => {
  test('several senders that left after the same time have one', () => {
    const { left } = createReport(
      told(
        ...[9.9, 10, 10.1, 3].map((seconds, at) => ({
          at,
          id: `${at}`,
          complete: false,
          ms: seconds * 1000,
        })),
      ),
    );
    expect(left).toEqual({
      captures: 4,
      waited: [3000, 10_000, 10_100],
      timeout: 10_000,
      requests: [1, 2, 3, 4],
    });
  });

  test('one that left may have had any reason', () => {
    expect(words({ at: 0, complete: false, ms: 4000 })).toContain(
      'The sender disconnected once before it had the full response, after 4 s.',
    );
  });
});

test('Retry-After counts from the answer, and who comes sooner is named', () => {
  const asked = { status: 503, retryAfter: 5 };
  expect(
    createReport(told({ at: 0, id: 'x', ...asked }, { at: 6, id: 'x', ...asked }, { at: 8, id: 'x' }))
      .retryAfter,
  ).toEqual({
    asked: 2,
    honoured: 1,
    early: [3],
  });
  expect(words({ at: 0, id: 'x', ...asked }, { at: 5, id: 'x' })).toContain(
    'The sender respected Retry-After.',
  );
});

test.each([
  ['5', 5],
  ['0', 0],
  ['Tue, 24 Nov 2026 08:01:00 GMT', 60],
  ['Tuesday, 24-Nov-26 08:01:00 GMT', 60],
  ['Tue, 24 Nov 2026 07:00:00 GMT', 0],
  ['soon', null],
  ['1.5', null],
  ['-5', null],
  ['2026', 2026],
  ['2026-11-24', null],
])('Retry-After: %s asks to wait %s seconds', (value, seconds) => {
  expect(retryAfterSeconds(value, Date.parse('2026-11-24T08:00:00Z'))).toBe(seconds);
});

test('who comes again after 410 is told, by place and sender', () => {
  expect(words({ at: 0, body: 'a', status: 410 }, { at: 1, body: 'b', path: '/else' })).toContain(
    'The sender stopped after 410 Gone.',
  );
  expect(words({ at: 0, body: 'a', status: 410 }, { at: 1, body: 'b' })).toContain(
    'The sender did not stop after 410 Gone: 1 more request arrived.',
  );
});

test('deliveries that come again after success, or with another body, are told', () => {
  const found = words({ at: 0, id: 'x' }, { at: 60, id: 'x', body: 'b' });
  expect(found).toContain('1 delivery was sent again after a success. Make your handler idempotent.');
  expect(found).toContain('The body changed between attempts in 1 delivery.');
});

test('connections, overlap and order are counted', () => {
  const report = createReport(
    told(
      { at: 0, id: 'a', ms: 3000, port: 1, sentAt: start },
      { at: 1, id: 'b', ms: 3000, port: 2, sentAt: start + 5000 },
      { at: 2, id: 'c', ms: 10, port: 3, sentAt: start + 2000 },
      { at: 9, id: 'd', ms: 10, port: 3, sentAt: start + 9000 },
    ),
  );
  expect(report.connections).toEqual({ count: 3, reused: 1 });
  expect(report.order).toEqual({ together: 3, outOfOrder: 1, requests: [3] });
});

test('a finding names the first requests it is about, and how many there are', () => {
  const failing = Array.from({ length: 30 }, (_, index) => ({ at: index, id: `${index}`, status: 500 }));
  const [finding] = listFindings(createReport(told(...failing)));
  expect(finding).toEqual({
    tone: 'careful',
    words: '30 failed deliveries were not retried.',
    requests: { listed: Array.from({ length: 20 }, (_, index) => index + 1), count: 30 },
  });
  const again = createReport(told({ at: 0, id: 'x' }, { at: 60, id: 'y' }, { at: 70, id: 'y', body: 'b' }));
  expect(again.repeated).toBe(1);
  expect(listFindings(again).flatMap(({ requests }) => requests?.listed ?? [])).toEqual([2, 2]);
});

test('nothing at all is a report too', () => {
  expect(listFindings(createReport([]))).toEqual([]);
});

test.each([
  [[['Webhook-Timestamp', '1763887269']], 1_763_887_269_000],
  [[['Stripe-Signature', 't=1763887269,v1=aa']], 1_763_887_269_000],
  [[['Paddle-Signature', 'ts=1763887269;h1=aa']], 1_763_887_269_000],
  [[['X-HubSpot-Request-Timestamp', '1763887269123']], 1_763_887_269_123],
  [[['Date', 'Sun, 23 Nov 2025 08:41:09 GMT']], 1_763_887_269_000],
  [
    [
      ['Webhook-Timestamp', 'soon'],
      ['Date', 'x'],
    ],
    null,
  ],
] as const)('%j says when it was sent', (headers, at) => {
  expect(sentAt(headers)).toBe(at);
});
