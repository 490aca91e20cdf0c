import type { Provider } from '../provider.ts';
import { agent, header } from '../recognise/marks.ts';
import { inJson } from '../recognise/places.ts';
import { ofFields } from '../signature/schemes.ts';

export const stripe: Provider = {
  id: 'stripe',
  name: 'Stripe',
  source: 'https://docs.stripe.com/webhooks',
  marks: [header('Stripe-Signature'), agent('Stripe')],
  event: inJson('type'),
  deliveryId: inJson('id'),
  patience: { retries: 'with exponential backoff for 3 days' },
  secretMixUps:
    'Each endpoint has a signing secret of its own. Test mode, live mode and the Stripe CLI (stripe listen) have different ones.',
  signatures: [
    ofFields('Stripe-Signature', {
      separator: ',',
      time: 't',
      signature: 'v1',
      between: '.',
      tolerance: 300,
      secret: 'Signing secret (whsec_…)',
      secretPrefix: 'whsec_',
    }),
  ],
};
