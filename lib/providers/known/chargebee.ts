import type { Provider } from '../provider.ts';
import { json } from '../recognise/marks.ts';
import { inJson } from '../recognise/places.ts';
import { at } from '../recognise/reading.ts';

export const chargebee: Provider = {
  id: 'chargebee',
  name: 'Chargebee',
  source: 'https://apidocs.chargebee.com/docs/api/events',
  marks: [
    json('event_type', {
      words: 'with `object` `event`, `content` and `occurred_at`',
      holds: ({ json }) =>
        at(json, ['object']) === 'event' &&
        at(json, ['content']) !== undefined &&
        at(json, ['occurred_at']) !== undefined,
    }),
  ],
  event: inJson('event_type'),
  deliveryId: inJson('id'),
  unsigned: 'Use basic authentication in the webhook URL instead.',
};
