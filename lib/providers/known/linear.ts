import { agent, header } from '../marks.ts';
import { inHeader, inJson, joined } from '../places.ts';
import type { Provider } from '../provider.ts';

export const linear: Provider = {
  id: 'linear',
  name: 'Linear',
  source: 'https://linear.app/developers/webhooks',
  marks: [header('Linear-Signature'), header('Linear-Event'), agent('Linear-Webhook')],
  event: joined('.', inHeader('Linear-Event'), inJson('action')),
  deliveryId: inHeader('Linear-Delivery'),
  patience: { waits: '5 s' },
};
