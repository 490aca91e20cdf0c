import { header } from '../marks.ts';
import { inJson } from '../places.ts';
import type { Provider } from '../provider.ts';

export const pagerduty: Provider = {
  id: 'pagerduty',
  name: 'PagerDuty',
  source: 'https://developer.pagerduty.com/docs/verifying-webhook-signatures',
  marks: [header('X-PagerDuty-Signature')],
  event: inJson('event.event_type'),
  deliveryId: inJson('event.id'),
};
