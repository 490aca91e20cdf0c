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
};
