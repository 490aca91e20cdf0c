import type { Provider } from '../provider.ts';
import { json } from '../recognise/marks.ts';
import { inJson, joined } from '../recognise/places.ts';
import { at } from '../recognise/reading.ts';
import { adyenScheme } from '../signature/adyen.ts';

const item = 'notificationItems.0.NotificationRequestItem';

export const adyen: Provider = {
  id: 'adyen',
  name: 'Adyen',
  source: 'https://docs.adyen.com/development-resources/webhooks/',
  marks: [
    json('NotificationRequestItem', {
      words: 'in the items of `notificationItems`',
      holds: ({ json }) => at(json, ['notificationItems', '0', 'NotificationRequestItem']) !== undefined,
    }),
  ],
  event: inJson(`${item}.eventCode`),
  // What Adyen says to tell duplicates by.
  deliveryId: joined(':', inJson(`${item}.pspReference`), inJson(`${item}.eventCode`)),
  secretMixUps: 'Each webhook has an HMAC key of its own, and the test environment has different ones.',
  signatures: [adyenScheme],
};
