import type { Provider } from '../provider.ts';
import { agent, header } from '../recognise/marks.ts';
import { inHeader, inJson, joined } from '../recognise/places.ts';
import { ofBody } from '../signature/schemes.ts';

export const linear: Provider = {
  id: 'linear',
  name: 'Linear',
  source: 'https://linear.app/developers/webhooks',
  marks: [header('Linear-Signature'), header('Linear-Event'), agent('Linear-Webhook')],
  event: joined('.', inHeader('Linear-Event'), inJson('action')),
  deliveryId: inHeader('Linear-Delivery'),
  patience: { waits: '5 s' },
  secretMixUps: 'Each webhook has a signing secret of its own.',
  signatures: [
    ofBody('Linear-Signature', {
      tolerance: 60,
      secret: 'Signing secret',
      time: { member: 'webhookTimestamp', header: 'Linear-Timestamp' },
    }),
  ],
};
