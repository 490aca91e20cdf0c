import type { Provider } from '../provider.ts';
import { header } from '../recognise/marks.ts';
import { inJson } from '../recognise/places.ts';
import { ofUrlAndBody } from '../signature/of-url.ts';

export const trello: Provider = {
  id: 'trello',
  name: 'Trello',
  source: 'https://developer.atlassian.com/cloud/trello/guides/rest-api/webhooks/',
  marks: [header('X-Trello-Webhook')],
  event: inJson('action.type'),
  deliveryId: inJson('action.id'),
  signatures: [
    ofUrlAndBody('X-Trello-Webhook', { hash: 'SHA-1', order: 'body url', secret: 'Application secret' }),
  ],
};
