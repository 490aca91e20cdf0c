import type { Provider } from '../provider.ts';
import { header } from '../recognise/marks.ts';
import { firstOf, inHeader } from '../recognise/places.ts';
import { ofBody } from '../signature/schemes.ts';

export const shopify: Provider = {
  id: 'shopify',
  name: 'Shopify',
  source: 'https://shopify.dev/docs/apps/build/webhooks',
  // The second family is that of the Events API.
  marks: [header('X-Shopify-Topic'), header('Shopify-Topic'), header('Shopify-Hmac-Sha256')],
  event: firstOf(inHeader('X-Shopify-Topic'), inHeader('Shopify-Topic')),
  deliveryId: firstOf(inHeader('X-Shopify-Webhook-Id'), inHeader('Shopify-Event-Id')),
  patience: { waits: '5 s, including 1 s to connect', retries: '8 within 4 hours' },
  secretMixUps:
    'Webhooks of an app are signed with its client secret. Those created under Settings → Notifications are signed with the secret shown there.',
  signatures: [
    ofBody('X-Shopify-Hmac-Sha256', { encoding: 'base64', secret: 'Client secret' }),
    ofBody('Shopify-Hmac-Sha256', { encoding: 'base64', secret: 'Client secret' }),
  ],
};
