import { header } from '../marks.ts';
import { inJson, joined } from '../places.ts';
import type { Provider } from '../provider.ts';
import { ofBody } from '../signature/schemes.ts';

export const xero: Provider = {
  id: 'xero',
  name: 'Xero',
  source: 'https://developer.xero.com/documentation/guides/webhooks/overview/',
  marks: [header('X-Xero-Signature')],
  event: joined('.', inJson('events.0.eventCategory'), inJson('events.0.eventType')),
  signatures: [ofBody('x-xero-signature', { encoding: 'base64', secret: 'Webhook key' })],
};
