import type { Provider } from '../provider.ts';
import { header } from '../recognise/marks.ts';
import { inHeader, inJson } from '../recognise/places.ts';
import { ofHeaders } from '../signature/schemes.ts';

export const zendesk: Provider = {
  id: 'zendesk',
  name: 'Zendesk',
  source: 'https://developer.zendesk.com/documentation/webhooks/',
  marks: [header('X-Zendesk-Webhook-Signature'), header('X-Zendesk-Webhook-Id')],
  event: inJson('type'),
  deliveryId: inHeader('X-Zendesk-Webhook-Invocation-Id'),
  patience: { waits: '12 s' },
  secretMixUps:
    'Each webhook has a signing secret of its own. Test requests of the webhook form are signed with a secret that the documentation shows.',
  signatures: [
    ofHeaders('X-Zendesk-Webhook-Signature', {
      encoding: 'base64',
      message: ['X-Zendesk-Webhook-Signature-Timestamp', 'body'],
      time: 'X-Zendesk-Webhook-Signature-Timestamp',
      timeForm: 'date',
      secret: 'Signing secret',
    }),
  ],
};
