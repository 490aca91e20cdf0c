import type { EventReader } from '../event-facts.ts';
import { oneLine } from '../payload.ts';
import { clause, counted, happened, plainWords, sentence } from '../phrases.ts';

export const graph: EventReader = {
  providers: ['graph'],
  source: 'https://learn.microsoft.com/en-us/graph/change-notifications-delivery-webhooks',
  read({ request, payload }) {
    if (request.query.has('validationToken')) {
      return { sentence: 'Microsoft Graph asks whether this URL accepts notifications', facts: [] };
    }
    const first = payload.at('value.0');
    const change = first.text('changeType');
    const lifecycle = first.text('lifecycleEvent');
    if (change === null && lifecycle === null) return null;
    const kind = oneLine(first.at(['resourceData', '@odata.type']).value)
      ?.split('.')
      .at(-1);
    const more = (payload.count('value') ?? 1) - 1;
    return {
      sentence: sentence(
        lifecycle === null ? clause('The', plainWords(kind ?? 'resource')) : 'The subscription',
        lifecycle === null ? happened(change!) : lifecycleWords(lifecycle),
        more > 0 ? `and ${counted(more, 'more notification')}` : null,
      ),
      facts: [
        first.fact('Resource', 'resource'),
        first.fact('Subscription', 'subscriptionId'),
        first.fact('Tenant', 'tenantId'),
        first.fact('Subscription expires', 'subscriptionExpirationDateTime'),
      ],
    };
  },
};

/** https://learn.microsoft.com/en-us/graph/change-notifications-lifecycle-events */
function lifecycleWords(event: string): string | null {
  switch (event) {
    case 'reauthorizationRequired':
      return 'has to be reauthorized';
    case 'subscriptionRemoved':
      return 'was removed';
    case 'missed':
      return 'missed notifications';
    default:
      return clause('has the event', plainWords(event));
  }
}
