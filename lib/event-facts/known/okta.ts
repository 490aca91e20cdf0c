import type { EventReader } from '../event-facts.ts';
import { clause, counted, plainWords, quoted, sentence } from '../phrases.ts';

export const okta: EventReader = {
  providers: ['okta'],
  source: 'https://developer.okta.com/docs/concepts/event-hooks/',
  read({ request, payload }) {
    if (request.header('X-Okta-Verification-Challenge') !== null) {
      return { sentence: 'Okta asks whether this URL accepts event hooks', facts: [] };
    }
    const event = payload.at('data.events.0');
    const type = event.text('eventType');
    if (type === null) return null;
    const more = (payload.count('data.events') ?? 1) - 1;
    const [target] = event.items('target');
    return {
      sentence: sentence(
        quoted(event.text('displayMessage')) ?? plainWords(type),
        clause('for', target?.text('displayName', 'alternateId') ?? null),
        clause('by', event.text('actor.displayName', 'actor.alternateId')),
        more > 0 ? `and ${counted(more, 'more event')}` : null,
      ),
      facts: [
        event.fact('Outcome', 'outcome.result'),
        event.fact('Reason', 'outcome.reason'),
        target?.fact('Target', 'alternateId', 'id') ?? null,
        event.fact('Actor', 'actor.alternateId', 'actor.id'),
        event.fact('IP address', 'client.ipAddress'),
        event.fact('Severity', 'severity'),
        event.fact('Event ID', 'uuid'),
      ],
    };
  },
};
