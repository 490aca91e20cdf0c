/** The pattern of the gaps between attempts. Times are milliseconds. */
export type Backoff =
  | { readonly shape: 'at-once' }
  /** All gaps are about this long. */
  | { readonly shape: 'fixed'; readonly every: number }
  /** Each gap is longer than the one before by about this much. */
  | { readonly shape: 'linear'; readonly by: number }
  /** Each gap is about `factor` times as long as the one before. */
  | { readonly shape: 'exponential'; readonly factor: number }
  /** The published schedule of a sender. */
  | { readonly shape: 'known'; readonly name: string }
  | { readonly shape: 'irregular' };

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

/** Published schedules, as gaps. */
const schedules: readonly { readonly name: string; readonly gaps: readonly number[] }[] = [
  // https://docs.slack.dev/apis/events-api/#retries: nearly immediately, after one minute, after five.
  { name: 'Slack’s Events API', gaps: [0, minute, 5 * minute] },
  // https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md#deliverability-and-reliability
  {
    name: 'Standard Webhooks',
    gaps: [
      5 * second,
      5 * minute,
      30 * minute,
      2 * hour,
      5 * hour,
      10 * hour,
      14 * hour,
      20 * hour,
      24 * hour,
    ],
  },
];

/** How far a gap may deviate from a pattern, as a share of it: senders add jitter, receivers take time. */
const tolerance = 0.3;

/** The pattern of gaps, in milliseconds; null for fewer than two gaps, which show no pattern. */
export function backoffOf(gaps: readonly number[]): Backoff | null {
  if (gaps.length < 2) return null;
  if (gaps.every((gap) => gap < 2 * second)) return { shape: 'at-once' };
  const known = schedules.find((schedule) => follows(gaps, schedule.gaps));
  if (known) return { shape: 'known', name: known.name };
  const every = median(gaps);
  if (gaps.every((gap) => isNear(gap, every))) return { shape: 'fixed', every };
  // Two gaps fit any line and any curve.
  if (gaps.length < 3) return gaps[1]! > gaps[0]! ? exponential(gaps) : { shape: 'irregular' };
  const steps = gaps.slice(1).map((gap, index) => gap - gaps[index]!);
  const by = median(steps);
  if (by > 0 && steps.every((step) => isNear(step, by))) return { shape: 'linear', by };
  return exponential(gaps);
}

function exponential(gaps: readonly number[]): Backoff {
  const factors = gaps.slice(1).map((gap, index) => gap / Math.max(gaps[index]!, 1));
  const factor = median(factors);
  const fits = factor >= 1.3 && factors.every((one) => isNear(one, factor));
  return fits ? { shape: 'exponential', factor } : { shape: 'irregular' };
}

function follows(gaps: readonly number[], schedule: readonly number[]): boolean {
  return (
    gaps.length <= schedule.length &&
    gaps.every((gap, index) => isNear(gap, schedule[index]!) || (schedule[index]! === 0 && gap < 10 * second))
  );
}

function isNear(value: number, expected: number): boolean {
  return Math.abs(value - expected) <= Math.abs(expected) * tolerance;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}
