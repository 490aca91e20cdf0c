import type { EventReader } from '../event-facts.ts';
import { genericFacts } from '../generic.ts';
import { capitalised, happened, plainWords, quoted, sentence } from '../phrases.ts';

export const standardWebhooks: EventReader = {
  providers: ['standard-webhooks', 'svix'],
  source: 'https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md',
  read({ event, payload }) {
    const type = payload.text('type', 'event', 'event_type') ?? event;
    if (type === null) return null;
    const parts = type.split(/[./]/);
    const object = plainWords(parts.slice(0, -1).join(' '));
    const subject =
      payload.text('data.email', 'data.id') ?? quoted(payload.text('data.name', 'data.subject'));
    return {
      sentence:
        object === ''
          ? capitalised(plainWords(type))
          : sentence(capitalised(object), subject, eventWords(parts.at(-1)!)),
      facts: [
        payload.fact('ID', 'data.id'),
        payload.fact('Email', 'data.email'),
        payload.computed(
          'Name',
          sentence(payload.text('data.first_name'), payload.text('data.last_name')),
          'data.first_name',
        ),
        payload.fact('To', 'data.to', 'data.to.0'),
        payload.fact('Subject', 'data.subject'),
        payload.fact('Reason', 'data.bounce.message', 'data.error', 'data.reason'),
        ...genericFacts(payload.at('data'), 4),
      ],
    };
  },
};

/** Only participles take "was". */
function eventWords(action: string): string {
  const words = plainWords(action);
  return /(?:ed|paid|sent|en)$/.test(words) || /^[a-z]+e$/.test(words) ? happened(action) : `(${words})`;
}
