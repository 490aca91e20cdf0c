import { header, json } from '../marks.ts';
import { inJson } from '../places.ts';
import type { Provider } from '../provider.ts';
import { at } from '../reading.ts';
import { token } from '../signature/schemes.ts';

export const okta: Provider = {
  id: 'okta',
  name: 'Okta',
  source: 'https://developer.okta.com/docs/concepts/event-hooks/',
  marks: [
    header('X-Okta-Verification-Challenge'),
    json('eventType', {
      words: 'that is `com.okta.event_hook`',
      holds: (reading) => at(reading.json, ['eventType']) === 'com.okta.event_hook',
    }),
  ],
  event: inJson('data.events.0.eventType'),
  deliveryId: inJson('eventId'),
  patience: { waits: '3 s', retries: '1 at most; none after 4xx' },
  signatures: [token('Authorization', 'Authorization secret')],
};
