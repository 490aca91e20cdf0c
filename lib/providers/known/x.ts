import type { Provider } from '../provider.ts';
import { header, query } from '../recognise/marks.ts';
import { place } from '../recognise/places.ts';
import { ofBody } from '../signature/schemes.ts';

export const x: Provider = {
  id: 'x',
  name: 'X',
  source: 'https://docs.x.com/x-api/account-activity/introduction',
  marks: [header('X-Twitter-Webhooks-Signature'), query('crc_token')],
  event: place('body member that ends in `_events`', ({ json }) =>
    typeof json === 'object' && json !== null
      ? Object.keys(json).find((key) => key.endsWith('_events') || key === 'user_event')
      : undefined,
  ),
  patience: { waits: '10 s' },
  secretMixUps:
    'Use the API secret key (consumer secret) of the app. The access token secret does not sign requests.',
  signatures: [
    ofBody('X-Twitter-Webhooks-Signature', {
      prefix: 'sha256=',
      encoding: 'base64',
      secret: 'Consumer secret',
    }),
  ],
};
