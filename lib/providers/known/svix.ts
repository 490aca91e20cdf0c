import type { Provider } from '../provider.ts';
import { header } from '../recognise/marks.ts';
import { firstOf, inHeader, inJson } from '../recognise/places.ts';
import { standardWebhooks } from '../signature/standard-webhooks.ts';

export const svix: Provider = {
  id: 'svix',
  name: 'Svix',
  source: 'https://docs.svix.com/receiving/verifying-payloads/how-manual',
  marks: [header('Svix-Signature')],
  event: firstOf(inJson('type'), inJson('event_type')),
  deliveryId: inHeader('Svix-Id'),
  patience: { waits: '15 s', retries: 'after 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 10 h' },
  secretMixUps:
    'Each endpoint has a signing secret of its own. After a rotation, the old one is valid for a limited time.',
  signatures: standardWebhooks('svix'),
};
