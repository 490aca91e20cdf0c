import type { Provider } from '../provider.ts';
import { header } from '../recognise/marks.ts';
import { inJson } from '../recognise/places.ts';
import { ofHeaders } from '../signature/schemes.ts';

export const zoom: Provider = {
  id: 'zoom',
  name: 'Zoom',
  source: 'https://developers.zoom.us/docs/api/webhooks/',
  marks: [header('X-Zm-Signature')],
  event: inJson('event'),
  patience: { waits: '3 s' },
  secretMixUps:
    'Use the secret token of the app. The verification token and the client secret do not sign requests.',
  signatures: [
    ofHeaders('x-zm-signature', {
      prefix: 'v0=',
      message: ['"v0:"', 'x-zm-request-timestamp', '":"', 'body'],
      time: 'x-zm-request-timestamp',
      secret: 'Secret token',
    }),
  ],
};
