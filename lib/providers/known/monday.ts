import type { Provider } from '../provider.ts';
import { json } from '../recognise/marks.ts';
import { inJson } from '../recognise/places.ts';
import { at } from '../recognise/reading.ts';

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
  unsigned: 'Webhooks of apps have a JWT in the Authorization header, which does not cover the body.',
};
