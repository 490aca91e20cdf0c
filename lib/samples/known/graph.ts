import type { Fresh } from '../fresh.ts';
import type { SampleEvent, SampleProvider } from '../sample.ts';
import { compactJson } from '../serialise.ts';

function sample(id: string, title: string, event: string, members: (fresh: Fresh) => object): SampleEvent {
  return {
    id,
    title,
    event,
    make(fresh) {
      const deliveryId = fresh.uuid();
      const item = {
        subscriptionId: fresh.uuid(),
        clientState: 'client-state-of-the-subscription',
        tenantId: fresh.uuid(),
        subscriptionExpirationDateTime: fresh.isoSeconds(3 * 86_400_000, '.0000000+00:00'),
        ...members(fresh),
        id: deliveryId,
      };
      return {
        headers: [
          ['Content-Type', 'application/json; charset=utf-8'],
          ['client-request-id', fresh.uuid()],
        ],
        body: compactJson({ value: [item] }),
        deliveryId,
      };
    },
  };
}

function message(fresh: Fresh, changeType: string) {
  const [user, id] = [fresh.uuid(), `AAMk${fresh.base62(112)}=`];
  const path = `Users/${user}/Messages/${id}`;
  return {
    changeType,
    resource: path,
    resourceData: {
      '@odata.type': '#Microsoft.Graph.Message',
      '@odata.id': path,
      '@odata.etag': `W/"CQAAABYAAA${fresh.base62(22)}"`,
      id,
    },
  };
}

export const graph: SampleProvider = {
  id: 'graph',
  source: 'https://learn.microsoft.com/en-us/graph/change-notifications-delivery-webhooks',
  events: [
    sample('created', 'Message created', 'created', (fresh) => message(fresh, 'created')),
    sample('updated', 'Message updated', 'updated', (fresh) => message(fresh, 'updated')),
    sample('reauthorizationRequired', 'Reauthorization required', 'reauthorizationRequired', (fresh) => ({
      lifecycleEvent: 'reauthorizationRequired',
      resource: `Users/${fresh.uuid()}/Messages`,
      resourceData: {},
    })),
    {
      id: 'validation',
      title: 'URL validation',
      event: null,
      make(fresh) {
        const token = `Validation: Testing client application reachability for subscription Request-Id: ${fresh.uuid()}`;
        return {
          query: `?validationToken=${encodeURIComponent(token)}`,
          headers: [['Content-Type', 'text/plain; charset=utf-8']],
        };
      },
    },
  ],
};
