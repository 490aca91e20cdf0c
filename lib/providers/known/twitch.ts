import type { Provider } from '../provider.ts';
import { header } from '../recognise/marks.ts';
import { firstOf, inHeader, place } from '../recognise/places.ts';
import { ofHeaders } from '../signature/schemes.ts';

/** A verification or a revocation, which says so apart from the subscription it is about. */
const notANotification = place('`Twitch-Eventsub-Message-Type`', (reading) => {
  const type = reading.header('Twitch-Eventsub-Message-Type');
  return type === 'notification' ? null : type;
});

export const twitch: Provider = {
  id: 'twitch',
  name: 'Twitch',
  source: 'https://dev.twitch.tv/docs/eventsub/handling-webhook-events/',
  marks: [header('Twitch-Eventsub-Message-Id')],
  event: firstOf(notANotification, inHeader('Twitch-Eventsub-Subscription-Type')),
  deliveryId: inHeader('Twitch-Eventsub-Message-Id'),
  patience: { waits: 'a few seconds' },
  signatures: [
    ofHeaders('Twitch-Eventsub-Message-Signature', {
      prefix: 'sha256=',
      message: ['Twitch-Eventsub-Message-Id', 'Twitch-Eventsub-Message-Timestamp', 'body'],
      time: 'Twitch-Eventsub-Message-Timestamp',
      timeForm: 'date',
      tolerance: 600,
      secret: 'Subscription secret',
    }),
  ],
};
