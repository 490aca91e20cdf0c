import type { ProviderFacts, Received } from '../model/capture.ts';
import type { Answer, Playbook } from '../model/reply-settings.ts';
import type { Chance } from './chance.ts';

/** What a playbook counts: requests of a subject, in a window of time where it has one, else from the first on. */
export type PlayCount = {
  /** A delivery, or nothing for the whole bin. */
  readonly subject: string;
  /** Whole seconds since the epoch; 0 for ever. */
  readonly window: number;
};

/** What was played: the answer, and in words where in the playbook that was. */
export type Played = { readonly answer: Answer; readonly step: string };

/** What has to be counted to play; null when nothing has. */
export function countedBy(
  playbook: Playbook,
  request: Pick<Received, 'target' | 'bodySize' | 'sha256'> & { provider?: ProviderFacts | null },
  now: number,
): PlayCount | null {
  if (playbook.play === 'limit') return { subject: '', window: Math.floor(now / 1000) };
  if (playbook.play === 'chances') return null;
  return { subject: playbook.per === 'delivery' ? deliveryOf(request) : '', window: 0 };
}

/** What stays the same when a delivery is sent again: the provider's id of it, else its body, else where it is sent to. */
function deliveryOf({ target, bodySize, sha256, provider }: Parameters<typeof countedBy>[1]): string {
  if (provider?.deliveryId) return `id ${provider.deliveryId}`.slice(0, 200);
  return bodySize > 0 ? `body ${sha256}` : `target ${target}`.slice(0, 200);
}

/** The answer to the `count`th request, which is 1 for the first. */
export function play(playbook: Playbook, count: number, { random }: Pick<Chance, 'random'>): Played {
  switch (playbook.play) {
    case 'sequence':
      return playSequence(playbook, count, random);
    case 'chances':
      return { answer: drawChance(playbook.chances, random()), step: 'by chance' };
    case 'limit': {
      const { perSecond, under, over } = playbook;
      const isOver = count > perSecond;
      return { answer: isOver ? over : under, step: `${count} in this second of ${perSecond}` };
    }
  }
}

function playSequence(
  { steps, end }: Extract<Playbook, { play: 'sequence' }>,
  count: number,
  random: () => number,
): Played {
  let index = count - 1;
  if (index >= steps.length) {
    if (end === 'stay') index = steps.length - 1;
    else if (end === 'loop') index %= steps.length;
    else index = Math.floor(random() * steps.length);
  }
  return { answer: steps[index]!, step: `step ${index + 1} of ${steps.length}` };
}

/** `drawn` is from 0 up to 1. */
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
