import { agent, header } from '../marks.ts';
import { inHeader, inJson, joined } from '../places.ts';
import type { Provider } from '../provider.ts';
import { at, parsed } from '../reading.ts';
import { ofBody } from '../signature/schemes.ts';

export const linear: Provider = {
  id: 'linear',
  name: 'Linear',
  source: 'https://linear.app/developers/webhooks',
  marks: [header('Linear-Signature'), header('Linear-Event'), agent('Linear-Webhook')],
  event: joined('.', inHeader('Linear-Event'), inJson('action')),
  deliveryId: inHeader('Linear-Delivery'),
  patience: { waits: '5 s' },
  // The time that counts stands in the body; a header has it too, and is not signed.
  signatures: [
    ofBody('Linear-Signature', {
      tolerance: 60,
      secret: 'Signing secret',
      signedAt: ({ body }) => {
        const time = at(parsed(new TextDecoder().decode(body)), ['webhookTimestamp']);
        return typeof time === 'number' ? time : null;
      },
    }),
  ],
};
