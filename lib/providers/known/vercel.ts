import type { Provider } from '../provider.ts';
import { header } from '../recognise/marks.ts';
import { inJson } from '../recognise/places.ts';
import { ofBody } from '../signature/schemes.ts';

export const vercel: Provider = {
  id: 'vercel',
  name: 'Vercel',
  source: 'https://vercel.com/docs/webhooks/webhooks-api',
  marks: [header('X-Vercel-Signature')],
  event: inJson('type'),
  deliveryId: inJson('id'),
  signatures: [ofBody('x-vercel-signature', { hash: 'SHA-1', secret: 'Webhook secret' })],
};
