import type { Provider } from '../provider.ts';
import { header } from '../recognise/marks.ts';
import { inJson } from '../recognise/places.ts';
import { ofTimeAndBody } from '../signature/public-key.ts';

export const sendgrid: Provider = {
  id: 'sendgrid',
  name: 'SendGrid',
  source: 'https://www.twilio.com/docs/sendgrid/for-developers/tracking-events/event',
  marks: [header('X-Twilio-Email-Event-Webhook-Signature')],
  event: inJson('0.event'),
  deliveryId: inJson('0.sg_event_id'),
  secretMixUps:
    'Use the verification key of the signed event webhook. An API key does not verify signatures, and each webhook has a key of its own.',
  signatures: [
    ofTimeAndBody('X-Twilio-Email-Event-Webhook-Signature', 'X-Twilio-Email-Event-Webhook-Timestamp', {
      words: 'ECDSA of timestamp and body, in base64',
      method: { kind: 'ecdsa' },
      encoding: 'base64',
      key: 'spki',
      secret: 'Verification key',
    }),
  ],
};
