import { first } from '../http/headers.ts';
import type { Provider } from './provider.ts';

/** https://docs.github.com/en/webhooks/webhook-events-and-payloads#delivery-headers; a redelivery keeps its GUID. */
export const github: Provider = {
  id: 'github',
  name: 'GitHub',
  recognise({ headers }) {
    const event = first(headers, 'x-github-event');
    return event === null ? null : { event, deliveryId: first(headers, 'x-github-delivery') };
  },
};
