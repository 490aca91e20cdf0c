import { json } from '../marks.ts';
import { inJson } from '../places.ts';
import type { Provider } from '../provider.ts';
import { at } from '../reading.ts';

export const monday: Provider = {
  id: 'monday',
  name: 'monday.com',
  source: 'https://developer.monday.com/api-reference/docs/webhooks',
  marks: [
    json('triggerUuid', {
      words: 'in `event` with `boardId`',
      holds: ({ json }) =>
        at(json, ['event', 'triggerUuid']) !== undefined && at(json, ['event', 'boardId']) !== undefined,
    }),
  ],
  event: inJson('event.type'),
  deliveryId: inJson('event.triggerUuid'),
  unsigned: 'Webhooks of apps have a JWT in Authorization, which says nothing of the body.',
};
