import { json } from '../marks.ts';
import { inJson } from '../places.ts';
import type { Provider } from '../provider.ts';
import { at } from '../reading.ts';

export const chargebee: Provider = {
  id: 'chargebee',
  name: 'Chargebee',
  source: 'https://apidocs.chargebee.com/docs/api/events',
  marks: [
    json('event_type', {
      words: 'with `object` that is `event`, `content` and `occurred_at`',
      holds: ({ json }) =>
        at(json, ['object']) === 'event' &&
        at(json, ['content']) !== undefined &&
        at(json, ['occurred_at']) !== undefined,
    }),
  ],
  event: inJson('event_type'),
  deliveryId: inJson('id'),
  unsigned: 'Basic authentication in the address stands for it.',
};
