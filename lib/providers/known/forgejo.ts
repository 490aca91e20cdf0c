import type { Provider } from '../provider.ts';
import { header } from '../recognise/marks.ts';
import { inHeader } from '../recognise/places.ts';
import { ofBody } from '../signature/schemes.ts';

export const forgejo: Provider = {
  id: 'forgejo',
  name: 'Forgejo',
  source: 'https://forgejo.org/docs/latest/user/webhooks/',
  marks: [header('X-Forgejo-Event')],
  event: inHeader('X-Forgejo-Event'),
  deliveryId: inHeader('X-Forgejo-Delivery'),
  signatures: [
    ofBody('X-Forgejo-Signature', { secret: 'Secret' }),
    ofBody('X-Gitea-Signature', { secret: 'Secret' }),
  ],
};
