import type { DeliverySummary } from '#lib/model/delivery-json.ts';

/** An attempt on the axis: its beginning and end, milliseconds since the first attempt of its delivery. */
export type PlacedAttempt = { readonly number: number; readonly from: number; readonly to: number };

/** Where the attempts of a delivery are. One that is running ends `now`, milliseconds since the epoch. */
export function placedAttempts(
  { attempts }: Pick<DeliverySummary, 'attempts'>,
  now: number,
): PlacedAttempt[] {
  const first = attempts[0] ? Date.parse(attempts[0].startedAt) : 0;
  return attempts.map(({ number, startedAt, ms }) => {
    const started = Date.parse(startedAt);
    const from = Math.max(0, started - first);
    return { number, from, to: from + Math.max(0, ms ?? now - started) };
  });
}

/** The marks of the axis, milliseconds. */
const marks = [10, 100, 1000, 10_000, 60_000, 600_000, 3_600_000, 86_400_000];

/** The shortest time that an axis shows, milliseconds. */
const shortest = 1000;

/**
 * A logarithmic axis of time, on which a response after 20 ms and a retry after an hour can both be seen. `at` gives the place of a
 * time as a share from 0 to 1.
 */
export type TimeAxis = {
  readonly end: number;
  readonly marks: readonly number[];
  at(milliseconds: number): number;
};

/** The axis that shows all of these attempts. */
export function timeAxis(deliveries: readonly (readonly PlacedAttempt[])[]): TimeAxis {
  const end = Math.max(shortest, ...deliveries.flatMap((attempts) => attempts.map(({ to }) => to)));
  const whole = Math.log1p(end);
  return {
    end,
    marks: marks.filter((mark) => mark < end * 0.8),
    at: (milliseconds) => Math.min(1, Math.log1p(Math.max(0, milliseconds)) / whole),
  };
}
