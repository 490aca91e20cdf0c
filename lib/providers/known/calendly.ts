import type { Provider } from '../provider.ts';
import { header } from '../recognise/marks.ts';
import { inJson } from '../recognise/places.ts';
import { ofFields } from '../signature/schemes.ts';

export const calendly: Provider = {
  id: 'calendly',
  name: 'Calendly',
  source: 'https://developer.calendly.com/api-docs/ZG9jOjM2MzE2MDM4-webhook-signatures',
  marks: [header('Calendly-Webhook-Signature')],
  event: inJson('event'),
  secretMixUps: 'Each webhook subscription has the signing key that was set when it was created.',
  signatures: [
    ofFields('Calendly-Webhook-Signature', {
      separator: ',',
      time: 't',
      signature: 'v1',
      between: '.',
      tolerance: 180,
      secret: 'Signing key',
    }),
  ],
};
