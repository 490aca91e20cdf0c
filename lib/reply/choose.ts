import type { Subject } from '../filter/key.ts';
import type { ChosenBy } from '../model/capture.ts';
import type { Answer, Playbook } from '../model/reply-settings.ts';
import type { CompiledReply, CompiledRule } from './compile.ts';
import { overrideIn } from './override.ts';
import { type OwnReply, ownReply } from './own.ts';

/** What is answered, and what it was chosen by. */
export type Choice = OwnReply | SetChoice;

/** An answer that people have set. */
export type SetChoice = {
  readonly chosenBy: ChosenBy;
  readonly answer: Answer | Playbook;
  /** What playbooks count under: the rule's id, or `default`. */
  readonly playId: string;
  /** The delay the sender asked for, instead of the answer's own. */
  readonly delayMs: number | null;
};

/** Finds the first of some rules that matches a request; null when none does. May do so on another thread. */
export type FirstMatch = (
  rules: readonly CompiledRule[],
  request: Subject,
) => CompiledRule | null | Promise<CompiledRule | null>;

/** The same on this thread. */
export const firstMatchHere: FirstMatch = (rules, request) =>
  rules.find(({ filter }) => filter.matches(request)) ?? null;

/**
 * What a sender is answered, in this order: what is not HTTP gets 400; a browser's preflight is granted; a sender that may say
 * so gets the status it asks for; then the first rule that is enabled and matches, else the default. `request.body` may be
 * empty where no rule looks at it (`needsBody`). Fails as `firstMatch` does.
 */
export async function chooseReply(
  { settings, rules }: CompiledReply,
  request: Subject,
  firstMatch: FirstMatch = firstMatchHere,
): Promise<Choice> {
  const own = ownReply(request.facts, settings.cors);
  if (own) return own;
  const asked = settings.override ? overrideIn(request.facts) : null;
  const delayMs = asked?.delayMs ?? null;
  if (asked?.answer) return { chosenBy: override, answer: asked.answer, playId: 'default', delayMs };
  const enabled = rules.filter(({ rule }) => rule.enabled);
  const found = enabled.length === 0 ? null : await firstMatch(enabled, request);
  if (!found) {
    return {
      chosenBy: asked ? override : byDefault,
      answer: settings.default,
      playId: 'default',
      delayMs,
    };
  }
  const { id, name, when, answer } = found.rule;
  return {
    chosenBy: asked ? override : { by: 'rule', id, name: name || when || id },
    answer,
    playId: id,
    delayMs,
  };
}

const override: ChosenBy = { by: 'override' };
export const byDefault: ChosenBy = { by: 'default' };
