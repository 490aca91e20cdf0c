import { agent, header } from '../marks.ts';
import { inJson } from '../places.ts';
import type { Provider } from '../provider.ts';

export const stripe: Provider = {
  id: 'stripe',
  name: 'Stripe',
  source: 'https://docs.stripe.com/webhooks',
  marks: [header('Stripe-Signature'), agent('Stripe')],
  event: inJson('type'),
  deliveryId: inJson('id'),
  patience: { retries: 'for 3 days with growing pauses' },
};
