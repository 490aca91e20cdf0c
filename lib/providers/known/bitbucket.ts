import type { Provider } from '../provider.ts';
import { header } from '../recognise/marks.ts';
import { firstOf, inHeader } from '../recognise/places.ts';
import { hubSignature } from '../signature/websub.ts';

export const bitbucket: Provider = {
  id: 'bitbucket',
  name: 'Bitbucket',
  source: 'https://support.atlassian.com/bitbucket-cloud/docs/event-payloads/',
  marks: [header('X-Event-Key')],
  event: inHeader('X-Event-Key'),
  deliveryId: firstOf(inHeader('X-Request-UUID'), inHeader('X-Request-Id')),
  signatures: [hubSignature('Secret')],
};
