import type { Delay } from '../model/reply-settings.ts';

/** What is different each time, handed in: the clock in milliseconds since the epoch, numbers from 0 up to 1, and UUIDs. */
export type Chance = {
  readonly now: number;
  readonly random: () => number;
  readonly uuid: () => string;
};

const longestDelay = 120_000;

/** A delay drawn, whole milliseconds. */
export function drawDelay(delay: Delay, { random }: Pick<Chance, 'random'>): number {
  if (typeof delay === 'number') return delay;
  if ('min' in delay) return Math.round(delay.min + random() * (delay.max - delay.min));
  const drawn = Math.round(delay.mean + delay.sd * standardNormal(random));
  return Math.min(longestDelay, Math.max(0, drawn));
}

/** Box and Muller (1958). */
function standardNormal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
