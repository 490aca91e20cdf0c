import type { Provider } from '../provider.ts';
import { header } from '../recognise/marks.ts';
import { inJson, joined } from '../recognise/places.ts';
import { ofBody } from '../signature/schemes.ts';

export const xero: Provider = {
  id: 'xero',
  name: 'Xero',
  source: 'https://developer.xero.com/documentation/guides/webhooks/overview/',
  marks: [header('X-Xero-Signature')],
  event: joined('.', inJson('events.0.eventCategory'), inJson('events.0.eventType')),
  signatures: [ofBody('x-xero-signature', { encoding: 'base64', secret: 'Webhook key' })],
};
