import type { CaptureSummary, NearMiss } from '#lib/model/capture-json.ts';

/** Thrown when a bin received other requests than a test expected. The message says what it received instead. */
export class ExpectationError extends Error {
  override readonly name = 'ExpectationError';
  /** The requests that matched, oldest first. */
  readonly received: readonly CaptureSummary[];
  /** Others, and the terms of the filter that they did not match. At most five. */
  readonly nearMisses: readonly NearMiss[];

  constructor(message: string, received: readonly CaptureSummary[], nearMisses: readonly NearMiss[]) {
    super(message);
    this.received = received;
    this.nearMisses = nearMisses;
  }
}

/** What was expected, and what was received. */
export type Outcome = {
  readonly filter: string;
  /** `at least 2`, `exactly 2`, `no` … and the number that decides between singular and plural. */
  readonly expected: { readonly words: string; readonly count: number };
  readonly within: number;
  readonly received: readonly CaptureSummary[];
  readonly nearMisses: readonly NearMiss[];
  /** How many requests the bin has received in all. */
  readonly total: number;
  /** The bin in the inspector; null where the server has no pages. */
  readonly inspectUrl: string | null;
};

export function expectationError(outcome: Outcome): ExpectationError {
  const { received, nearMisses } = outcome;
  return new ExpectationError(messageOf(outcome), received, nearMisses);
}

function messageOf({ filter, expected, within, received, nearMisses, total, inspectUrl }: Outcome): string {
  const requests = expected.count === 1 ? 'request that matches' : 'requests that match';
  const wanted = filter === '' ? (expected.count === 1 ? 'request' : 'requests') : `${requests} ${filter}`;
  const lines = [
    `Expected ${expected.words} ${wanted} within ${within / 1000} s, received ${received.length}.`,
  ];
  if (received.length > 0) lines.push('Received:');
  for (const capture of received.slice(0, 5)) lines.push(`  ${nameOf(capture)}`);
  if (nearMisses.length > 0) {
    lines.push('Closest among the others:');
    for (const miss of nearMisses) lines.push(`  ${nameOf(miss)} · does not match ${miss.failed.join(' ')}`);
  } else if (total === 0) lines.push('The bin has received no requests.');
  if (inspectUrl !== null) lines.push(inspectUrl);
  return lines.join('\n');
}

function nameOf({ seq, method, path }: Pick<CaptureSummary, 'seq' | 'method' | 'path'>): string {
  return `#${seq} ${method} ${path.length > 100 ? `${path.slice(0, 100)}…` : path}`;
}
