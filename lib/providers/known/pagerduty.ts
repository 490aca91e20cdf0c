import type { Provider } from '../provider.ts';
import { header } from '../recognise/marks.ts';
import { inJson } from '../recognise/places.ts';
import { ofFields } from '../signature/schemes.ts';

export const pagerduty: Provider = {
  id: 'pagerduty',
  name: 'PagerDuty',
  source: 'https://developer.pagerduty.com/docs/verifying-webhook-signatures',
  marks: [header('X-PagerDuty-Signature')],
  event: inJson('event.event_type'),
  deliveryId: inJson('event.id'),
  // Several, with commas between, while a secret is replaced.
  signatures: [
    ofFields('X-PagerDuty-Signature', { separator: ',', signature: 'v1', secret: 'Signing secret' }),
  ],
};
