import type { Provider } from '../provider.ts';
import { agent, header } from '../recognise/marks.ts';
import { inHeader } from '../recognise/places.ts';
import { ofBody } from '../signature/schemes.ts';

export const woocommerce: Provider = {
  id: 'woocommerce',
  name: 'WooCommerce',
  source:
    'https://github.com/woocommerce/woocommerce/blob/trunk/plugins/woocommerce/includes/class-wc-webhook.php',
  // What is sent when a webhook is saved has the User-Agent alone.
  marks: [header('X-WC-Webhook-Topic'), agent('WooCommerce')],
  event: inHeader('X-WC-Webhook-Topic'),
  deliveryId: inHeader('X-WC-Webhook-Delivery-ID'),
  patience: { waits: '60 s', retries: 'none; disabled after 5 consecutive failures' },
  secretMixUps:
    'Use the secret of the webhook under WooCommerce → Settings → Advanced → Webhooks. Keys of the REST API do not sign webhooks.',
  signatures: [ofBody('X-WC-Webhook-Signature', { encoding: 'base64', secret: 'Secret' })],
};
