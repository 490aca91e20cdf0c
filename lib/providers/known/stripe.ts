import { agent, header } from '../marks.ts';
import { inJson } from '../places.ts';
import type { Provider } from '../provider.ts';
import { ofFields } from '../signature/schemes.ts';

export const stripe: Provider = {
  id: 'stripe',
  name: 'Stripe',
  source: 'https://docs.stripe.com/webhooks',
  marks: [header('Stripe-Signature'), agent('Stripe')],
  event: inJson('type'),
  deliveryId: inJson('id'),
  patience: { retries: 'for 3 days with growing pauses' },
  signatures: [
    ofFields('Stripe-Signature', {
      separator: ',',
      time: 't',
      signature: 'v1',
      between: '.',
      tolerance: 300,
      secret: 'Signing secret (whsec_…)',
    }),
  ],
};
