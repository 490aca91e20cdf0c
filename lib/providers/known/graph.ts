import type { Provider } from '../provider.ts';
import { json, query } from '../recognise/marks.ts';
import { firstOf, inJson } from '../recognise/places.ts';
import { at } from '../recognise/reading.ts';

export const graph: Provider = {
  id: 'graph',
  name: 'Microsoft Graph',
  source: 'https://learn.microsoft.com/en-us/graph/change-notifications-delivery-webhooks',
  marks: [
    query('validationToken', { words: 'of a POST', holds: ({ request }) => request.method === 'POST' }),
    json('subscriptionId', {
      words: 'in the items of `value`',
      holds: ({ json }) => {
        const item = at(json, ['value', '0']);
        return (
          at(item, ['subscriptionId']) !== undefined &&
          (at(item, ['changeType']) ?? at(item, ['lifecycleEvent'])) !== undefined
        );
      },
    }),
  ],
  event: firstOf(inJson('value.0.changeType'), inJson('value.0.lifecycleEvent')),
  deliveryId: inJson('value.0.id'),
  patience: { waits: '3 s', retries: 'for 4 hours' },
  unsigned: 'Compare clientState in the body with the value of your subscription.',
};
