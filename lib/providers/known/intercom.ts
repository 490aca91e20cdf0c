import { header } from '../marks.ts';
import { inJson } from '../places.ts';
import type { Provider } from '../provider.ts';
import { at } from '../reading.ts';
import { ofBody } from '../signature/schemes.ts';

export const intercom: Provider = {
  id: 'intercom',
  name: 'Intercom',
  source: 'https://developers.intercom.com/docs/webhooks',
  // X-Hub-Signature is Meta's, Bitbucket's, Jira's and WebSub's too.
  marks: [
    header('X-Hub-Signature', {
      words: 'with body `type` that is `notification_event`',
      holds: (reading) => at(reading.json, ['type']) === 'notification_event',
    }),
  ],
  event: inJson('topic'),
  deliveryId: inJson('id'),
  signatures: [ofBody('X-Hub-Signature', { prefix: 'sha1=', hash: 'SHA-1', secret: 'Client secret' })],
};
