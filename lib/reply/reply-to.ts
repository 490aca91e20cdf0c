import type { Subject } from '../filter/key.ts';
import type { Answered } from '../model/capture.ts';
import type { Answer, Playbook, ReplySettings } from '../model/reply-settings.ts';
import { shake } from '../providers/handshake/shake.ts';
import { readableBytes } from '../providers/reading.ts';
import type { Chance } from './chance.ts';
import { byDefault, type Choice, chooseReply, type FirstMatch } from './choose.ts';
import { compileReply, type Pause } from './compile.ts';
import { brokenReply, type FillTemplate, fill } from './fill.ts';
import type { OwnReply } from './own.ts';
import { countedBy, type PlayCount, play } from './play.ts';
import type { Reply } from './reply.ts';

/** A reply ready to be sent, and what is noted of how it was chosen. */
export type Chosen = {
  readonly reply: Reply;
  readonly told: Told;
  /** It was made for this request alone, from a template: no other is like it. */
  readonly isMade?: boolean;
};
export type Told = Pick<Answered, 'chosenBy' | 'step' | 'delayMs' | 'fault' | 'error'>;

/** What choosing needs of the world. */
export type World = {
  readonly chance: Chance;
  /** The bytes of the body that rules and templates look at; asked for only where one does. */
  readonly body: () => Promise<Uint8Array>;
  /** Which request this is to a playbook, 1 for the first. */
  readonly count: (playId: string, counted: PlayCount) => Promise<number>;
  /** Where rules are evaluated and templates filled, which may cost much; on this thread when left out. */
  readonly firstMatch?: FirstMatch;
  readonly fillTemplate?: FillTemplate;
  /** Between two steps of what may take long. */
  readonly pause?: Pause;
};

/** Rules and templates look at so many bytes of a body, and no further. */
export const bodyLookedAt = 2 ** 20;

const noBody = new Uint8Array();

/**
 * Chooses the reply to a request by a bin's settings, plays what is a playbook, and fills it. A provider's handshake comes
 * before all that people set: what they rehearse is deliveries, and there are none before it.
 */
export async function replyTo(
  settings: ReplySettings,
  facts: Subject['facts'],
  world: World,
): Promise<Chosen> {
  const shaken = await shakenBy(settings, facts, world);
  if (shaken) return shaken;
  const compiled = await compileReply(settings, world.pause);
  const request = { facts, body: compiled.needsBody ? await world.body() : noBody };
  let choice: Choice;
  try {
    choice = await chooseReply(compiled, request, world.firstMatch);
  } catch (error) {
    const reason = `the rules cannot be evaluated: ${(error as Error).message}`;
    const reply = brokenReply(`This response cannot be made: ${reason}`, settings.cors);
    return { reply, told: { chosenBy: byDefault, error: reason } };
  }
  if ('reply' in choice) return ownChoice(choice);
  const { answer, step } = await played(choice.answer, choice.playId, facts, world);
  const { reply, error } = await fill(answer, {
    cors: settings.cors,
    chance: world.chance,
    request: async () => ({ ...facts, body: await world.body() }),
    fillTemplate: world.fillTemplate,
  });
  const delayed = choice.delayMs === null ? reply : { ...reply, delayMs: choice.delayMs };
  return {
    reply: delayed,
    isMade: answer.template,
    told: {
      chosenBy: choice.chosenBy,
      ...(step !== null && { step }),
      ...(delayed.delayMs && { delayMs: delayed.delayMs }),
      ...(reply.fault && { fault: reply.fault.kind }),
      ...(error !== null && { error }),
    },
  };
}

/** The answer to a handshake that the bin answers; null when the request is none. */
async function shakenBy(
  { handshakes }: ReplySettings,
  facts: Subject['facts'],
  world: World,
): Promise<Chosen | null> {
  if (facts.malformed !== null || facts.bodySize > readableBytes) return null;
  if (!Object.values(handshakes).some(({ enabled }) => enabled)) return null;
  const request = { ...facts, body: await world.body() };
  const shaken = await shake(request, handshakes, facts.receivedAt / 1000);
  if (!shaken) return null;
  const { provider, step, reply } = shaken;
  return { reply, told: { chosenBy: { by: 'handshake', provider }, step } };
}

/** Wirebin's own reply, chosen. */
export function ownChoice({ chosenBy, reply }: OwnReply): Chosen {
  return { reply, told: { chosenBy } };
}

/** The answer of a playbook whose turn it is, and which that was; any other answer is itself. */
async function played(
  answer: Answer | Playbook,
  playId: string,
  facts: Subject['facts'],
  { chance, count }: World,
): Promise<{ answer: Answer; step: string | null }> {
  if (!('play' in answer)) return { answer, step: null };
  const counted = countedBy(answer, facts, chance.now);
  return play(answer, counted ? await count(playId, counted) : 1, chance);
}
