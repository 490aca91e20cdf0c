import type { Provider } from '../provider.ts';
import { header } from '../recognise/marks.ts';
import { inHeader, inJson, joined } from '../recognise/places.ts';
import { ofBody } from '../signature/schemes.ts';

export const sentry: Provider = {
  id: 'sentry',
  name: 'Sentry',
  source: 'https://docs.sentry.io/integrations/integration-platform/webhooks/',
  marks: [header('Sentry-Hook-Resource'), header('Sentry-Hook-Signature')],
  event: joined('.', inHeader('Sentry-Hook-Resource'), inJson('action')),
  deliveryId: inHeader('Request-ID'),
  signatures: [ofBody('Sentry-Hook-Signature', { secret: 'Client secret' })],
};
