import type { Provider } from '../provider.ts';
import { header } from '../recognise/marks.ts';
import { inJson, joined } from '../recognise/places.ts';
import { ofBody } from '../signature/schemes.ts';

export const asana: Provider = {
  id: 'asana',
  name: 'Asana',
  source: 'https://developers.asana.com/docs/webhooks-guide',
  marks: [header('X-Hook-Signature'), header('X-Hook-Secret')],
  event: joined('.', inJson('events.0.resource.resource_type'), inJson('events.0.action')),
  patience: { waits: '10 s', retries: 'for 24 hours' },
  signatures: [ofBody('X-Hook-Signature', { secret: 'X-Hook-Secret' })],
};
