import {
  type Answer,
  answersIn,
  type Playbook,
  type Rule,
  type ShownSettings,
  type WrittenSettings,
} from '#lib/model/reply-settings.ts';
import { ruleCard } from './words.ts';

/** Reply settings that are being edited. */
export type Draft = WrittenSettings;
/** A rule that is being edited. */
export type RuleDraft = Rule;

/** 200 with a short text, the response that a playbook begins with. */
const plainResponse: Answer = {
  status: 200,
  headers: [
    ['Content-Type', 'text/plain; charset=utf-8'],
    ['X-Content-Type-Options', 'nosniff'],
  ],
  body: { text: 'ok\n' },
  template: false,
  delayMs: 0,
  fault: null,
  hold: null,
};

/** A response without headers and body. */
export function emptyResponse(status: number): Answer {
  return { ...plainResponse, status, headers: [], body: { text: '' } };
}

/** A single response (`answer`), or a kind of playbook. */
export type ResponseMode = 'answer' | Playbook['play'];

export function modeOf(response: Answer | Playbook): ResponseMode {
  return 'play' in response ? response.play : 'answer';
}

/** The same responses in another mode. Only those that the mode has no place for are lost. */
export function inMode(from: Answer | Playbook, mode: ResponseMode): Answer | Playbook {
  if (modeOf(from) === mode) return from;
  const responses = answersIn(from);
  const first = responses[0] ?? plainResponse;
  switch (mode) {
    case 'answer':
      return first;
    case 'sequence':
      return {
        play: 'sequence',
        per: 'delivery',
        steps: responses.length > 1 ? responses : [emptyResponse(503), emptyResponse(503), first],
        end: 'stay',
      };
    case 'chances': {
      const all = responses.length > 1 ? responses : [first, emptyResponse(500)];
      return {
        play: 'chances',
        chances: all.map((answer, index) => ({ weight: index === 0 ? 9 : 1, answer })),
      };
    }
    case 'limit':
      return {
        play: 'limit',
        perSecond: 5,
        under: first,
        over: responses[1] ?? { ...emptyResponse(429), headers: [['Retry-After', '1']] },
      };
  }
}

/** A new rule with an unused id: playbooks are counted by the id of their rule. Until it is complete, it would match every request. */
export function newRule(rules: readonly RuleDraft[]): RuleDraft {
  return { id: freeId(rules), name: '', enabled: false, when: '', answer: emptyResponse(503) };
}

/** A copy of a rule, with an id of its own. */
export function copyRule(rule: RuleDraft, rules: readonly RuleDraft[]): RuleDraft {
  return { ...rule, id: freeId(rules), name: rule.name && ruleCard.copyOf(rule.name).slice(0, 80) };
}

function freeId(rules: readonly RuleDraft[]): string {
  const taken = new Set(rules.map(({ id }) => id));
  let number = rules.length + 1;
  while (taken.has(`rule-${number}`)) number += 1;
  return `rule-${number}`;
}

/** The list with one element moved to another index. */
export function moveItem<T>(list: readonly T[], from: number, to: number): T[] {
  const rest = list.filter((_, index) => index !== from);
  return [...rest.slice(0, to), list[from]!, ...rest.slice(to)];
}

/** The list with the element at an index replaced, or removed when nothing is given. */
export function replaceItem<T>(list: readonly T[], at: number, ...by: T[]): T[] {
  return [...list.slice(0, at), ...by, ...list.slice(at + 1)];
}

/** Whether a draft equals the saved settings. */
export function isSame(draft: Draft, settings: ShownSettings): boolean {
  return JSON.stringify(draft) === JSON.stringify(settings);
}
