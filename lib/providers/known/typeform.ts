import { header } from '../marks.ts';
import { inJson } from '../places.ts';
import type { Provider } from '../provider.ts';

export const typeform: Provider = {
  id: 'typeform',
  name: 'Typeform',
  source: 'https://www.typeform.com/developers/webhooks/',
  marks: [header('Typeform-Signature')],
  event: inJson('event_type'),
  deliveryId: inJson('event_id'),
};
