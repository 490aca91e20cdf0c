import type { Provider } from '../provider.ts';
import { header } from '../recognise/marks.ts';
import { inHeader, inJson } from '../recognise/places.ts';
import { standardWebhooks as standardSchemes } from '../signature/standard-webhooks.ts';

export const standardWebhooks: Provider = {
  id: 'standard-webhooks',
  name: 'Standard Webhooks',
  source: 'https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md',
  marks: [
    header('Webhook-Signature', {
      words: 'with `Webhook-Id`',
      holds: (reading) => reading.header('Webhook-Id') !== null,
    }),
  ],
  event: inJson('type'),
  deliveryId: inHeader('Webhook-Id'),
  patience: {
    waits: '15 to 30 s',
    retries: 'after 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 14 h, 20 h, 24 h; 410 stops them',
  },
  secretMixUps:
    'Each endpoint has a signing secret of its own. After a rotation, the old one is valid for a limited time.',
  signatures: standardSchemes('webhook'),
};
