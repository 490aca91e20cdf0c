import type { Delay } from '#lib/model/reply-settings.ts';

/** Values that differ each time: the clock in milliseconds since the epoch, numbers in [0, 1), and UUIDs. */
export type RandomSource = {
  readonly now: number;
  readonly random: () => number;
  readonly uuid: () => string;
};

const longestDelay = 120_000;

/** Draws a delay, in whole milliseconds. */
export function drawDelay(delay: Delay, { random }: Pick<RandomSource, 'random'>): number {
  if (typeof delay === 'number') return delay;
  if ('min' in delay) return Math.round(delay.min + random() * (delay.max - delay.min));
  const drawn = Math.round(delay.mean + delay.sd * standardNormal(random));
  return Math.min(longestDelay, Math.max(0, drawn));
}

/** Box and Muller (1958). */
function standardNormal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
