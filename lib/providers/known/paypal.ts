import type { Provider } from '../provider.ts';
import { header } from '../recognise/marks.ts';
import { firstOf, inHeader, inJson } from '../recognise/places.ts';

export const paypal: Provider = {
  id: 'paypal',
  name: 'PayPal',
  source: 'https://developer.paypal.com/api/rest/webhooks/rest/',
  marks: [header('PayPal-Transmission-Id')],
  event: inJson('event_type'),
  deliveryId: firstOf(inJson('id'), inHeader('PayPal-Transmission-Id')),
  unverifiable: {
    words: 'RSA-SHA256 of transmission ID, time, webhook ID and the CRC-32 of the body',
    header: 'PayPal-Transmission-Sig',
    missing:
      'The certificate at PayPal-Cert-Url is never fetched, and requests do not contain the webhook ID.',
  },
};
