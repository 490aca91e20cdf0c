import { header } from '../marks.ts';
import { firstOf, inJson } from '../places.ts';
import type { Provider } from '../provider.ts';

export const paddle: Provider = {
  id: 'paddle',
  name: 'Paddle',
  source: 'https://developer.paddle.com/webhooks/overview',
  marks: [header('Paddle-Signature')],
  event: inJson('event_type'),
  deliveryId: firstOf(inJson('notification_id'), inJson('event_id')),
  patience: { waits: '5 s' },
};
