import {
  type Answer,
  answersIn,
  type Playbook,
  type Rule,
  type ShownSettings,
  type WrittenSettings,
} from '#lib/model/reply-settings.ts';

/** Settings while somebody edits them. */
export type Draft = WrittenSettings;
/** A rule while it is edited. */
export type RuleDraft = Rule;

/** A plain answer, what most begin from. */
export const plainAnswer: Answer = {
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

/** An answer of a status alone. */
export function bareAnswer(status: number): Answer {
  return { ...plainAnswer, status, headers: [], body: { text: '' } };
}

export type AnswerKind = 'answer' | 'sequence' | 'chances' | 'limit';

export function kindOf(answer: Answer | Playbook): AnswerKind {
  return 'play' in answer ? answer.play : 'answer';
}

/** The same answers arranged in another way: nothing that was written is lost that has a place there. */
export function asKind(from: Answer | Playbook, kind: AnswerKind): Answer | Playbook {
  if (kindOf(from) === kind) return from;
  const answers = answersIn(from);
  const first = answers[0] ?? plainAnswer;
  switch (kind) {
    case 'answer':
      return first;
    case 'sequence':
      return {
        play: 'sequence',
        per: 'delivery',
        steps: answers.length > 1 ? answers : [bareAnswer(503), bareAnswer(503), first],
        end: 'stay',
      };
    case 'chances': {
      const all = answers.length > 1 ? answers : [first, bareAnswer(500)];
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
        over: answers[1] ?? { ...bareAnswer(429), headers: [['Retry-After', '1']] },
      };
  }
}

/** A new rule, with an id none of the others has: playbooks count under it. */
export function newRule(rules: readonly RuleDraft[]): RuleDraft {
  return { id: freeId(rules), name: '', enabled: true, when: '', answer: bareAnswer(503) };
}

/** A copy of a rule, to stand after it. */
export function copied(rule: RuleDraft, rules: readonly RuleDraft[]): RuleDraft {
  return { ...rule, id: freeId(rules), name: rule.name && `${rule.name} (copy)`.slice(0, 80) };
}

function freeId(rules: readonly RuleDraft[]): string {
  const taken = new Set(rules.map(({ id }) => id));
  let number = rules.length + 1;
  while (taken.has(`rule-${number}`)) number += 1;
  return `rule-${number}`;
}

/** A list with one element at another place. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const rest = list.filter((_, index) => index !== from);
  return [...rest.slice(0, to), list[from]!, ...rest.slice(to)];
}

/** A list with another element in a place, or without what was there. */
export function replaced<T>(list: readonly T[], at: number, ...by: T[]): T[] {
  return [...list.slice(0, at), ...by, ...list.slice(at + 1)];
}

/** Whether a draft says what is on the server. */
export function isSame(draft: Draft, settings: ShownSettings): boolean {
  return JSON.stringify(draft) === JSON.stringify(settings);
}
