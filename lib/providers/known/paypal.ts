import { header } from '../marks.ts';
import { firstOf, inHeader, inJson } from '../places.ts';
import type { Provider } from '../provider.ts';

export const paypal: Provider = {
  id: 'paypal',
  name: 'PayPal',
  source: 'https://developer.paypal.com/api/rest/webhooks/rest/',
  marks: [header('PayPal-Transmission-Id')],
  event: inJson('event_type'),
  deliveryId: firstOf(inJson('id'), inHeader('PayPal-Transmission-Id')),
  unverifiable: {
    words: 'RSA-SHA256 of transmission id, time, webhook id and the CRC-32 of the body',
    header: 'PayPal-Transmission-Sig',
    missing:
      'The certificate at PayPal-Cert-Url, which is not fetched, and the id of the webhook, which no request carries.',
  },
};
