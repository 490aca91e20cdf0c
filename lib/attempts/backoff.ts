/** The shape of the gaps between attempts. */
export type Backoff =
  | { readonly shape: 'at-once' }
  /** Always about so long, milliseconds. */
  | { readonly shape: 'fixed'; readonly every: number }
  /** Each longer than the one before by about so much. */
  | { readonly shape: 'linear'; readonly by: number }
  /** Each about so many times as long as the one before. */
  | { readonly shape: 'exponential'; readonly factor: number }
  /** A schedule that is written down somewhere. */
  | { readonly shape: 'known'; readonly name: string }
  | { readonly shape: 'irregular' };

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

/** Published schedules, gap by gap. */
const schedules: readonly { readonly name: string; readonly gaps: readonly number[] }[] = [
  // https://docs.slack.dev/apis/events-api/#retries: nearly at once, after a minute, after five.
  { name: 'Slack’s events API', gaps: [0, minute, 5 * minute] },
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

/** How far a gap may be from what a shape says, as a share of it: senders add jitter, receivers take time. */
const tolerance = 0.3;

/** The shape of gaps between attempts, in milliseconds; null when there are fewer than two, which tell nothing. */
export function backoffOf(gaps: readonly number[]): Backoff | null {
  if (gaps.length < 2) return null;
  if (gaps.every((gap) => gap < 2 * second)) return { shape: 'at-once' };
  const known = schedules.find((schedule) => follows(gaps, schedule.gaps));
  if (known) return { shape: 'known', name: known.name };
  const every = middle(gaps);
  if (gaps.every((gap) => near(gap, every))) return { shape: 'fixed', every };
  // Two gaps fit any line and any curve.
  if (gaps.length < 3) return gaps[1]! > gaps[0]! ? exponential(gaps) : { shape: 'irregular' };
  const steps = gaps.slice(1).map((gap, index) => gap - gaps[index]!);
  const by = middle(steps);
  if (by > 0 && steps.every((step) => near(step, by))) return { shape: 'linear', by };
  return exponential(gaps);
}

function exponential(gaps: readonly number[]): Backoff {
  const factors = gaps.slice(1).map((gap, index) => gap / Math.max(gaps[index]!, 1));
  const factor = middle(factors);
  const fits = factor >= 1.3 && factors.every((one) => near(one, factor));
  return fits ? { shape: 'exponential', factor } : { shape: 'irregular' };
}

function follows(gaps: readonly number[], schedule: readonly number[]): boolean {
  return (
    gaps.length <= schedule.length &&
    gaps.every((gap, index) => near(gap, schedule[index]!) || (schedule[index]! === 0 && gap < 10 * second))
  );
}

function near(value: number, wanted: number): boolean {
  return Math.abs(value - wanted) <= Math.abs(wanted) * tolerance;
}

function middle(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}
