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
  signatures: [ofUrlAndFields('X-Twilio-Signature', 'Auth token')],
};
