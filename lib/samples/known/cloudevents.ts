import type { Fresh } from '../fresh.ts';
import { company } from '../invented.ts';
import type { SampleProvider } from '../sample.ts';
import { compactJson } from '../serialise.ts';

const type = 'example.brightwater.order.shipped';
const source = '/orders';

function data(fresh: Fresh) {
  return { order: fresh.number(5), item: company.product, carrier: 'Riverpost' };
}

function structured(fresh: Fresh, id: string) {
  return {
    specversion: '1.0',
    type,
    source,
    id,
    time: fresh.iso(-500),
    subject: `orders/${fresh.digits(5)}`,
    datacontenttype: 'application/json',
    data: data(fresh),
  };
}

export const cloudevents: SampleProvider = {
  id: 'cloudevents',
  source: 'https://github.com/cloudevents/spec/blob/main/cloudevents/bindings/http-protocol-binding.md',
  events: [
    {
      id: 'binary',
      title: 'Binary mode: attributes in headers',
      event: type,
      make(fresh) {
        const id = fresh.uuid();
        return {
          headers: [
            ['ce-specversion', '1.0'],
            ['ce-type', type],
            ['ce-source', source],
            ['ce-id', id],
            ['ce-time', fresh.iso(-500)],
            ['ce-subject', `orders/${fresh.digits(5)}`],
            ['Content-Type', 'application/json; charset=utf-8'],
          ],
          body: compactJson(data(fresh)),
          deliveryId: id,
        };
      },
    },
    {
      id: 'structured',
      title: 'Structured mode: event as JSON',
      event: type,
      make(fresh) {
        const id = fresh.uuid();
        return {
          headers: [['Content-Type', 'application/cloudevents+json; charset=utf-8']],
          body: compactJson(structured(fresh, id)),
          deliveryId: id,
        };
      },
    },
    {
      id: 'batch',
      title: 'Batch of two events',
      event: type,
      make(fresh) {
        const id = fresh.uuid();
        return {
          headers: [['Content-Type', 'application/cloudevents-batch+json; charset=utf-8']],
          body: compactJson([structured(fresh, id), structured(fresh, fresh.uuid())]),
          deliveryId: id,
        };
      },
    },
    {
      id: 'validation',
      title: 'URL validation',
      event: null,
      make: (fresh) => ({
        method: 'OPTIONS',
        headers: [
          ['WebHook-Request-Origin', 'events.brightwater.example'],
          ['WebHook-Request-Callback', `https://events.brightwater.example/confirm?id=${fresh.uuid()}`],
          ['WebHook-Request-Rate', '120'],
        ],
      }),
    },
  ],
};
