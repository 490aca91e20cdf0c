import type { Provider } from '../provider.ts';
import { header } from '../recognise/marks.ts';
import { inJson } from '../recognise/places.ts';
import { ofBody } from '../signature/schemes.ts';

export const typeform: Provider = {
  id: 'typeform',
  name: 'Typeform',
  source: 'https://www.typeform.com/developers/webhooks/',
  marks: [header('Typeform-Signature')],
  event: inJson('event_type'),
  deliveryId: inJson('event_id'),
  secretMixUps:
    'Each webhook has the secret that was entered for it. A personal access token does not sign requests.',
  signatures: [ofBody('Typeform-Signature', { prefix: 'sha256=', encoding: 'base64', secret: 'Secret' })],
};
