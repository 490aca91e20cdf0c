import type { Provider } from '../provider.ts';
import { header } from '../recognise/marks.ts';
import { inJson } from '../recognise/places.ts';
import { at } from '../recognise/reading.ts';
import { ofBody } from '../signature/schemes.ts';

export const intercom: Provider = {
  id: 'intercom',
  name: 'Intercom',
  source: 'https://developers.intercom.com/docs/webhooks',
  // X-Hub-Signature is Meta's, Bitbucket's, Jira's and WebSub's too.
  marks: [
    header('X-Hub-Signature', {
      words: 'with body `type` `notification_event`',
      holds: (reading) => at(reading.json, ['type']) === 'notification_event',
    }),
  ],
  event: inJson('topic'),
  deliveryId: inJson('id'),
  secretMixUps: 'Use the client secret of the app. The access token does not sign requests.',
  signatures: [ofBody('X-Hub-Signature', { prefix: 'sha1=', hash: 'SHA-1', secret: 'Client secret' })],
};
