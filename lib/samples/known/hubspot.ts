import type { Fresh } from '../fresh.ts';
import { mira } from '../invented.ts';
import type { SampleEvent, SampleProvider } from '../sample.ts';
import { compactJson } from '../serialise.ts';

function sample(type: string, title: string, members: (fresh: Fresh) => object): SampleEvent {
  return {
    id: type,
    title,
    event: type,
    make(fresh) {
      const eventId = fresh.number(10);
      const event = {
        eventId,
        subscriptionId: fresh.number(6),
        portalId: fresh.number(8),
        appId: fresh.number(7),
        occurredAt: fresh.milliseconds(-1500),
        subscriptionType: type,
        attemptNumber: 0,
        objectId: fresh.number(11),
        ...members(fresh),
      };
      return {
        headers: [
          [
            'User-Agent',
            'HubSpot Connect 2.0 (http://dev.hubspot.com/) (namespace: webhooks-nio-http-client) - WebhooksExecutorDaemon-executor',
          ],
          ['Accept', '*/*'],
          ['Content-Type', 'application/json'],
          ['X-HubSpot-Signature-Version', 'v1'],
          ['X-HubSpot-Signature', null],
          ['X-HubSpot-Signature-v3', null],
          ['X-HubSpot-Request-Timestamp', String(fresh.milliseconds())],
        ],
        body: compactJson([event]),
        deliveryId: String(eventId),
      };
    },
  };
}

export const hubspot: SampleProvider = {
  id: 'hubspot',
  source: 'https://developers.hubspot.com/docs/api-reference/webhooks-webhooks-v3/guide',
  events: [
    sample('contact.creation', 'Contact created', () => ({ changeFlag: 'NEW', changeSource: 'CRM_UI' })),
    sample('contact.propertyChange', 'Contact property changed', () => ({
      propertyName: 'email',
      propertyValue: mira.email,
      changeSource: 'CRM_UI',
      sourceId: 'userId:10',
    })),
    sample('contact.deletion', 'Contact deleted', () => ({ changeFlag: 'DELETED', changeSource: 'CRM_UI' })),
    sample('deal.creation', 'Deal created', () => ({ changeFlag: 'CREATED', changeSource: 'INTEGRATION' })),
    sample('deal.propertyChange', 'Deal stage changed', () => ({
      propertyName: 'dealstage',
      propertyValue: 'closedwon',
      changeSource: 'CRM_UI',
    })),
  ],
};
