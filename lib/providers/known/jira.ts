import type { Provider } from '../provider.ts';
import { header } from '../recognise/marks.ts';
import { inHeader, inJson } from '../recognise/places.ts';
import { hubSignature } from '../signature/websub.ts';

export const jira: Provider = {
  id: 'jira',
  name: 'Jira',
  source: 'https://developer.atlassian.com/cloud/jira/platform/webhooks/',
  marks: [header('X-Atlassian-Webhook-Identifier')],
  event: inJson('webhookEvent'),
  deliveryId: inHeader('X-Atlassian-Webhook-Identifier'),
  signatures: [hubSignature('Secret')],
};
