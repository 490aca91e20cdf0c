import type { Provider } from '../provider.ts';
import { header } from '../recognise/marks.ts';
import { firstOf, inJson } from '../recognise/places.ts';
import { ofFields } from '../signature/schemes.ts';

export const paddle: Provider = {
  id: 'paddle',
  name: 'Paddle',
  source: 'https://developer.paddle.com/webhooks/overview',
  marks: [header('Paddle-Signature')],
  event: inJson('event_type'),
  deliveryId: firstOf(inJson('notification_id'), inJson('event_id')),
  patience: { waits: '5 s' },
  secretMixUps: 'Each notification destination has a secret key of its own. The sandbox has different ones.',
  // Paddle’s own library allows five seconds.
  signatures: [
    ofFields('Paddle-Signature', {
      separator: ';',
      time: 'ts',
      signature: 'h1',
      between: ':',
      tolerance: 5,
      secret: 'Endpoint secret key (pdl_ntfset_…)',
      secretPrefix: 'pdl_ntfset_',
    }),
  ],
};
