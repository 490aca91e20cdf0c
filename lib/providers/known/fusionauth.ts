import type { Provider } from '../provider.ts';
import { header } from '../recognise/marks.ts';
import { inJson } from '../recognise/places.ts';
import { jwtWithDigest } from '../signature/jwt.ts';

export const fusionauth: Provider = {
  id: 'fusionauth',
  name: 'FusionAuth',
  source: 'https://fusionauth.io/docs/extend/events-and-webhooks/signing',
  marks: [header('X-FusionAuth-Signature-JWT')],
  event: inJson('event.type'),
  deliveryId: inJson('event.id'),
  signatures: [jwtWithDigest('X-FusionAuth-Signature-JWT', 'request_body_sha256', 'Signing key')],
};
