import type { ProviderFacts, Received } from '#lib/model/capture.ts';
import type { Answer, Playbook } from '#lib/model/reply-settings.ts';
import type { RandomSource } from './random.ts';

/** What a playbook counts: the requests of a subject, all of them or those of one second. */
export type PlayCount = {
  /** Identifies a delivery; empty for the whole bin. */
  readonly subject: string;
  /** Seconds since the epoch; 0 for all time. */
  readonly window: number;
};

/** The response of a playbook, and its place there in words: `step 2 of 3`. */
export type PlaybookStep = { readonly answer: Answer; readonly step: string };

/** What has to be counted before a playbook can respond; null if nothing. `now` in milliseconds since the epoch. */
export function whatToCount(
  playbook: Playbook,
  request: Pick<Received, 'target' | 'bodySize' | 'sha256'> & { provider?: ProviderFacts | null },
  now: number,
): PlayCount | null {
  if (playbook.play === 'limit') return { subject: '', window: Math.floor(now / 1000) };
  if (playbook.play === 'chances') return null;
  return { subject: playbook.per === 'delivery' ? deliveryOf(request) : '', window: 0 };
}

/** Identifies a delivery across attempts: by the provider's delivery ID, else by the body, else by the target. */
function deliveryOf({ target, bodySize, sha256, provider }: Parameters<typeof whatToCount>[1]): string {
  if (provider?.deliveryId) return `id ${provider.deliveryId}`.slice(0, 200);
  return bodySize > 0 ? `body ${sha256}` : `target ${target}`.slice(0, 200);
}

/** The response to request number `count`, which starts at 1. */
export function play(
  playbook: Playbook,
  count: number,
  { random }: Pick<RandomSource, 'random'>,
): PlaybookStep {
  switch (playbook.play) {
    case 'sequence':
      return playSequence(playbook, count, random);
    case 'chances':
      return { answer: drawChance(playbook.chances, random()), step: 'random response' };
    case 'limit': {
      const { perSecond, under, over } = playbook;
      const isOver = count > perSecond;
      return { answer: isOver ? over : under, step: `request ${count} in this second, limit ${perSecond}` };
    }
  }
}

function playSequence(
  { steps, end }: Extract<Playbook, { play: 'sequence' }>,
  count: number,
  random: () => number,
): PlaybookStep {
  let index = count - 1;
  if (index >= steps.length) {
    if (end === 'stay') index = steps.length - 1;
    else if (end === 'loop') index %= steps.length;
    else index = Math.floor(random() * steps.length);
  }
  return { answer: steps[index]!, step: `step ${index + 1} of ${steps.length}` };
}

/** `drawn` is a random number in [0, 1). */
function drawChance(chances: Extract<Playbook, { play: 'chances' }>['chances'], drawn: number): Answer {
  const possible = chances.filter(({ weight }) => weight > 0);
  const sum = possible.reduce((total, { weight }) => total + weight, 0);
  let left = drawn * sum;
  for (const { weight, answer } of possible) {
    left -= weight;
    if (left < 0) return answer;
  }
  return possible.at(-1)!.answer;
}
