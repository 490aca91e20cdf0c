import type { Provider } from '../provider.ts';
import { header } from '../recognise/marks.ts';
import { inJson } from '../recognise/places.ts';
import { ofUrlAndBody } from '../signature/of-url.ts';

export const square: Provider = {
  id: 'square',
  name: 'Square',
  source: 'https://developer.squareup.com/docs/webhooks/overview',
  marks: [header('X-Square-HmacSha256-Signature'), header('X-Square-Signature')],
  event: inJson('type'),
  deliveryId: inJson('event_id'),
  patience: { waits: '10 s' },
  secretMixUps:
    'Each webhook subscription has a signature key of its own, and the sandbox has different ones. The URL must be exactly the notification URL of the subscription.',
  signatures: [
    ofUrlAndBody('X-Square-HmacSha256-Signature', {
      hash: 'SHA-256',
      order: 'url body',
      secret: 'Signature key',
    }),
  ],
};
