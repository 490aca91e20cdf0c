import type { Subject } from '#lib/filter/key.ts';
import type { Answered } from '#lib/model/capture.ts';
import type { Answer, Playbook, ReplySettings } from '#lib/model/reply-settings.ts';
import { respondToHandshake } from '#lib/providers/handshake/respond.ts';
import { readableBytes } from '#lib/providers/recognise/reading.ts';
import type { BuiltInResponse } from './built-in-responses.ts';
import { byDefault, type Choice, chooseResponse, type FirstMatch } from './choose-response.ts';
import { compileSettings, type Pause } from './compile-rules.ts';
import { errorResponse, fillResponse, type RenderTemplate } from './fill-response.ts';
import { type PlayCount, play, whatToCount } from './playbook.ts';
import type { RandomSource } from './random.ts';
import type { BinResponse } from './response.ts';

/** A response ready to be sent, and the facts to record about how it was chosen. */
export type ChosenResponse = {
  readonly response: BinResponse;
  readonly facts: ResponseFacts;
  /** Whether a template made it for this request alone. */
  readonly isFromTemplate?: boolean;
};
export type ResponseFacts = Pick<Answered, 'chosenBy' | 'step' | 'delayMs' | 'fault' | 'error'>;

/** What choosing a response needs beyond the settings and the request. */
export type ResponseContext = {
  readonly chance: RandomSource;
  /** Reads the part of the body that rules and templates can see; called only if one needs it. */
  readonly body: () => Promise<Uint8Array>;
  /** Counts the request for a playbook; resolves with 1 for the first. */
  readonly count: (playId: string, counted: PlayCount) => Promise<number>;
  /** Evaluate rules and render templates, which may be expensive; by default on this thread. */
  readonly firstMatch?: FirstMatch;
  readonly fillTemplate?: RenderTemplate;
  /** Called between the steps of long work. */
  readonly pause?: Pause;
};

/** Rules and templates see this many bytes of a body. */
export const bodyLookedAt = 2 ** 20;

const noBody = new Uint8Array();

/**
 * Chooses the response to a request by the settings of its bin, and renders it. URL verification comes before the rules: without
 * it, the provider would send no deliveries for which to test them.
 */
export async function respondTo(
  settings: ReplySettings,
  facts: Subject['facts'],
  world: ResponseContext,
): Promise<ChosenResponse> {
  const handshake = await respondToEnabledHandshake(settings, facts, world);
  if (handshake) return handshake;
  const compiled = await compileSettings(settings, world.pause);
  const request = { facts, body: compiled.needsBody ? await world.body() : noBody };
  let choice: Choice;
  try {
    choice = await chooseResponse(compiled, request, world.firstMatch);
  } catch (error) {
    const reason = `The rules could not be evaluated. ${(error as Error).message}`;
    const response = errorResponse(`The response could not be created. ${reason}`, settings.cors);
    return { response, facts: { chosenBy: byDefault, error: reason } };
  }
  if ('response' in choice) return chosenBuiltIn(choice);
  const { answer, step } = await playIfPlaybook(choice.answer, choice.playId, facts, world);
  const { response, error } = await fillResponse(answer, {
    cors: settings.cors,
    chance: world.chance,
    request: async () => ({ ...facts, body: await world.body() }),
    fillTemplate: world.fillTemplate,
  });
  const delayed = choice.delayMs === null ? response : { ...response, delayMs: choice.delayMs };
  return {
    response: delayed,
    isFromTemplate: answer.template,
    facts: {
      chosenBy: choice.chosenBy,
      ...(step !== null && { step }),
      ...(delayed.delayMs && { delayMs: delayed.delayMs }),
      ...(response.fault && { fault: response.fault.kind }),
      ...(error !== null && { error }),
    },
  };
}

/** The response to a handshake that the bin has enabled; null if the request is no such handshake. */
async function respondToEnabledHandshake(
  { handshakes }: ReplySettings,
  facts: Subject['facts'],
  world: ResponseContext,
): Promise<ChosenResponse | null> {
  if (facts.malformed !== null || facts.bodySize > readableBytes) return null;
  if (!Object.values(handshakes).some(({ enabled }) => enabled)) return null;
  const request = { ...facts, body: await world.body() };
  const handshake = await respondToHandshake(request, handshakes, facts.receivedAt / 1000);
  if (!handshake) return null;
  const { provider, step, response } = handshake;
  return { response, facts: { chosenBy: { by: 'handshake', provider }, step } };
}

/** A built-in response as the chosen one. */
export function chosenBuiltIn({ chosenBy, response }: BuiltInResponse): ChosenResponse {
  return { response, facts: { chosenBy } };
}

/** The current step of a playbook; a single response is returned as it is. */
async function playIfPlaybook(
  answer: Answer | Playbook,
  playId: string,
  facts: Subject['facts'],
  { chance, count }: ResponseContext,
): Promise<{ answer: Answer; step: string | null }> {
  if (!('play' in answer)) return { answer, step: null };
  const toCount = whatToCount(answer, facts, chance.now);
  return play(answer, toCount ? await count(playId, toCount) : 1, chance);
}
