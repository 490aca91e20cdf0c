import type { Provider } from '../provider.ts';
import { header } from '../recognise/marks.ts';
import { inJson, joined } from '../recognise/places.ts';
import { ofBody } from '../signature/schemes.ts';

export const heroku: Provider = {
  id: 'heroku',
  name: 'Heroku',
  source: 'https://devcenter.heroku.com/articles/app-webhooks',
  marks: [header('Heroku-Webhook-Hmac-SHA256')],
  event: joined('.', inJson('resource'), inJson('action')),
  deliveryId: inJson('webhook_metadata.delivery.id'),
  signatures: [ofBody('Heroku-Webhook-Hmac-SHA256', { encoding: 'base64', secret: 'Secret' })],
};
