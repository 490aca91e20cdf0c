import type { Subject } from '#lib/filter/key.ts';
import type { ChosenBy } from '#lib/model/capture.ts';
import type { Answer, Playbook } from '#lib/model/reply-settings.ts';
import { type BuiltInResponse, builtInResponse } from './built-in-responses.ts';
import type { CompiledRule, CompiledSettings } from './compile-rules.ts';
import { readOverride } from './sender-override.ts';

/** The chosen response, and what chose it. */
export type Choice = BuiltInResponse | ConfiguredChoice;

/** A response, or a playbook, of the settings. */
export type ConfiguredChoice = {
  readonly chosenBy: ChosenBy;
  readonly answer: Answer | Playbook;
  /** The id under which a playbook is counted: that of the rule, or `default`. */
  readonly playId: string;
  /** The delay that the sender chose, which replaces that of the response; null if it chose none. */
  readonly delayMs: number | null;
};

/** Finds the first rule that matches a request; null if none does. It may run on another thread. */
export type FirstMatch = (
  rules: readonly CompiledRule[],
  request: Subject,
) => CompiledRule | null | Promise<CompiledRule | null>;

/** `FirstMatch` on this thread. */
export const firstMatchHere: FirstMatch = (rules, request) =>
  rules.find(({ filter }) => filter.matches(request)) ?? null;

/**
 * Chooses a response, in this order: 400 for malformed HTTP; the response to a CORS preflight; the response that the sender chose
 * in the query; the first enabled rule that matches; the default. `request.body` may be empty if no rule needs it (`needsBody`).
 * Fails when `firstMatch` fails.
 */
export async function chooseResponse(
  { settings, rules }: CompiledSettings,
  request: Subject,
  firstMatch: FirstMatch = firstMatchHere,
): Promise<Choice> {
  const builtIn = builtInResponse(request.facts, settings.cors);
  if (builtIn) return builtIn;
  const asked = settings.override ? readOverride(request.facts) : null;
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
