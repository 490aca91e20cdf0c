import type { Fresh } from '../fresh.ts';
import type { SampleEvent, SampleProvider } from '../sample.ts';
import { compactJson } from '../serialise.ts';

const subscription = '/subscriptions/00000000-0000-0000-0000-000000000000';
const account = `${subscription}/resourceGroups/studio/providers/Microsoft.Storage/storageAccounts/brightwater`;

type Members = { readonly topic: string; readonly subject: string; readonly data: object };

function sample(
  eventType: string,
  title: string,
  kind: 'Notification' | 'SubscriptionValidation',
  members: (fresh: Fresh) => Members,
): SampleEvent {
  return {
    id: eventType,
    title,
    event: eventType,
    make(fresh) {
      const id = fresh.uuid();
      const event = {
        id,
        ...members(fresh),
        eventType,
        eventTime: fresh.iso(-800).replace('Z', '0000Z'),
        metadataVersion: '1',
        dataVersion: kind === 'Notification' ? '' : '1',
      };
      return {
        headers: [
          ['Accept-Encoding', 'gzip,deflate'],
          ['Content-Type', 'application/json; charset=utf-8'],
          ['aeg-subscription-name', 'STUDIO-WEBHOOK'],
          ['aeg-delivery-count', '0'],
          ['aeg-data-version', event.dataVersion],
          ['aeg-metadata-version', '1'],
          ['aeg-event-type', kind],
        ],
        body: compactJson([event]),
        deliveryId: id,
      };
    },
  };
}

export const eventGrid: SampleProvider = {
  id: 'event-grid',
  source: 'https://learn.microsoft.com/en-us/azure/event-grid/event-schema',
  events: [
    sample(
      'Microsoft.EventGrid.SubscriptionValidationEvent',
      'Subscription validation',
      'SubscriptionValidation',
      (fresh) => {
        const code = fresh.uuid().toUpperCase();
        return {
          topic: account,
          subject: '',
          data: {
            validationCode: code,
            validationUrl: `https://rp-eastus2.eventgrid.azure.net:553/eventsubscriptions/studio/validate?id=${code}&t=${fresh.iso()}&apiVersion=2024-12-15-preview&token=${fresh.base62(44)}`,
          },
        };
      },
    ),
    sample('Microsoft.Storage.BlobCreated', 'Blob created', 'Notification', (fresh) => ({
      topic: account,
      subject: '/blobServices/default/containers/photos/blobs/mug.jpg',
      data: {
        api: 'PutBlob',
        clientRequestId: fresh.uuid(),
        requestId: fresh.uuid(),
        eTag: `0x8D${fresh.base36(12)}`,
        contentType: 'image/jpeg',
        contentLength: fresh.number(6),
        blobType: 'BlockBlob',
        url: 'https://brightwater.blob.core.windows.net/photos/mug.jpg',
        sequencer: fresh.hex(64).toUpperCase(),
        storageDiagnostics: { batchId: fresh.uuid() },
      },
    })),
    sample('Brightwater.Orders.Shipped', 'Custom event', 'Notification', (fresh) => ({
      topic: `${subscription}/resourceGroups/studio/providers/Microsoft.EventGrid/topics/orders`,
      subject: `orders/${fresh.digits(5)}`,
      data: { order: fresh.number(5), carrier: 'Riverpost' },
    })),
  ],
};
