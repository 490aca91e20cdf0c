import type { Provider } from '../provider.ts';
import { header } from '../recognise/marks.ts';
import { firstOf, inJson } from '../recognise/places.ts';
import { hubspotSchemes } from '../signature/hubspot.ts';

export const hubspot: Provider = {
  id: 'hubspot',
  name: 'HubSpot',
  source: 'https://developers.hubspot.com/docs/apps/legacy-apps/authentication/validating-requests',
  marks: [header('X-HubSpot-Signature-v3'), header('X-HubSpot-Signature')],
  event: firstOf(inJson('0.subscriptionType'), inJson('subscriptionType')),
  deliveryId: firstOf(inJson('0.eventId'), inJson('eventId')),
  patience: { waits: '5 s' },
  secretMixUps:
    'Use the client secret of the app that owns the subscription. An access token does not sign requests.',
  signatures: hubspotSchemes,
};
