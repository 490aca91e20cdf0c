import type { EventReader } from '../event-facts.ts';
import { capitalised, clause, counted, plainWords, quoted, sentence } from '../phrases.ts';

const verbs: Readonly<Record<string, string>> = {
  associationChange: 'was associated or dissociated',
  creation: 'was created',
  deletion: 'was deleted',
  merge: 'was merged',
  privacyDeletion: 'was deleted for privacy',
  restore: 'was restored',
};

export const hubspot: EventReader = {
  providers: ['hubspot'],
  source: 'https://developers.hubspot.com/docs/api-reference/webhooks-webhooks-v3/guide',
  read({ payload }) {
    const count = Array.isArray(payload.value) ? payload.value.length : null;
    const first = count === null ? payload : payload.at('0');
    const type = first.text('subscriptionType');
    if (type === null) return null;
    const [object = '', action = ''] = type.split('.');
    const property = first.text('propertyName');
    const verb = Object.hasOwn(verbs, action) ? verbs[action]! : `has the event ${plainWords(action)}`;
    return {
      sentence: sentence(
        `${capitalised(plainWords(object))} ${first.text('objectId') ?? ''}`.trim(),
        action === 'propertyChange'
          ? sentence(
              'has',
              quoted(property) ?? 'a property',
              clause('set to', quoted(first.text('propertyValue'))),
            )
          : verb,
        count !== null && count > 1 ? `and ${counted(count - 1, 'more event')}` : null,
      ),
      facts: [
        first.fact('Property', 'propertyName'),
        first.fact('Value', 'propertyValue'),
        first.fact('Source', 'changeSource'),
        first.fact('Portal', 'portalId'),
        first.fact('Event ID', 'eventId'),
        first.fact('Attempt number', 'attemptNumber'),
      ],
    };
  },
};
