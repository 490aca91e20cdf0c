import type { Answer, Rule } from '#lib/model/reply-settings.ts';

/** A response with defaults for everything that is not given. */
export function answer(facts: Partial<Omit<Answer, 'body'>> & { text?: string }): Answer {
  const { text = '', ...rest } = facts;
  return {
    status: 200,
    headers: [],
    body: { text },
    template: false,
    delayMs: 0,
    fault: null,
    hold: null,
    ...rest,
  };
}

export function rule(id: string, name: string, when: string, answered: Answer): Rule {
  return { id, name, enabled: true, when, answer: answered };
}
