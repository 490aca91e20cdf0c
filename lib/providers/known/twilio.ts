import type { Provider } from '../provider.ts';
import { header } from '../recognise/marks.ts';
import { firstOf, inForm, inHeader, inJson } from '../recognise/places.ts';
import { ofUrlAndFields } from '../signature/of-url.ts';

export const twilio: Provider = {
  id: 'twilio',
  name: 'Twilio',
  source: 'https://www.twilio.com/docs/usage/webhooks/webhooks-security',
  marks: [header('X-Twilio-Signature'), header('I-Twilio-Idempotency-Token')],
  event: firstOf(
    inForm('EventType'),
    inForm('MessageStatus'),
    inForm('SmsStatus'),
    inForm('CallStatus'),
    inJson('EventType'),
  ),
  // Not the MessageSid: it is the same for `sent` and for `delivered`.
  deliveryId: inHeader('I-Twilio-Idempotency-Token'),
  secretMixUps:
    'Twilio signs with the auth token of the account that sends the request: a subaccount has its own. It signs with the primary token, also after a secondary one was created.',
  signatures: [ofUrlAndFields('X-Twilio-Signature', 'Auth token')],
};
