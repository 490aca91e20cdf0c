import type { Provider } from '../provider.ts';
import { header, json } from '../recognise/marks.ts';
import { inJson } from '../recognise/places.ts';
import { at } from '../recognise/reading.ts';
import { token } from '../signature/schemes.ts';

export const okta: Provider = {
  id: 'okta',
  name: 'Okta',
  source: 'https://developer.okta.com/docs/concepts/event-hooks/',
  marks: [
    header('X-Okta-Verification-Challenge'),
    json('eventType', {
      words: 'equal to `com.okta.event_hook`',
      holds: (reading) => at(reading.json, ['eventType']) === 'com.okta.event_hook',
    }),
  ],
  event: inJson('data.events.0.eventType'),
  deliveryId: inJson('eventId'),
  patience: { waits: '3 s', retries: 'at most 1; none after 4xx' },
  signatures: [token('Authorization', 'Authorization secret')],
};
