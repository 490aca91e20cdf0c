import type { SampleProvider } from '../sample.ts';
import { standardEvents } from '../standard-events.ts';

export const standardWebhooks: SampleProvider = {
  id: 'standard-webhooks',
  source: 'https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md',
  events: standardEvents((fresh) => {
    const id = `msg_${fresh.base62(27)}`;
    return {
      deliveryId: id,
      headers: [
        ['Content-Type', 'application/json'],
        ['webhook-id', id],
        ['webhook-timestamp', String(fresh.seconds())],
        ['webhook-signature', null],
      ],
    };
  }),
};
