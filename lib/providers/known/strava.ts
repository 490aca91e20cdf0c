import type { Provider } from '../provider.ts';
import { json } from '../recognise/marks.ts';
import { inJson, joined } from '../recognise/places.ts';
import { at } from '../recognise/reading.ts';

export const strava: Provider = {
  id: 'strava',
  name: 'Strava',
  source: 'https://developers.strava.com/docs/webhooks/',
  marks: [
    json('aspect_type', {
      words: 'with `object_type` and `subscription_id`',
      holds: ({ json }) =>
        at(json, ['object_type']) !== undefined && at(json, ['subscription_id']) !== undefined,
    }),
  ],
  event: joined('.', inJson('object_type'), inJson('aspect_type')),
  patience: { waits: '2 s', retries: '3' },
  unsigned: 'Compare subscription_id in the body with the ID of your subscription.',
};
