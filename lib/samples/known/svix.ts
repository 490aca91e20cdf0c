import type { SampleProvider } from '../sample.ts';
import { standardEvents } from '../standard-events.ts';

export const svix: SampleProvider = {
  id: 'svix',
  source: 'https://docs.svix.com/receiving/verifying-payloads/how-manual',
  events: standardEvents((fresh) => {
    const id = `msg_${fresh.base62(27)}`;
    return {
      deliveryId: id,
      headers: [
        ['User-Agent', 'Svix-Webhooks/1.82.0'],
        ['Content-Type', 'application/json'],
        ['Accept', '*/*'],
        ['svix-id', id],
        ['svix-timestamp', String(fresh.seconds())],
        ['svix-signature', null],
      ],
    };
  }),
};
