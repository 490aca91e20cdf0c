import type { Provider } from '../provider.ts';
import { header } from '../recognise/marks.ts';
import { inHeader } from '../recognise/places.ts';
import { ofBody } from '../signature/schemes.ts';

export const gitea: Provider = {
  id: 'gitea',
  name: 'Gitea',
  source: 'https://docs.gitea.com/usage/webhooks',
  marks: [header('X-Gitea-Event')],
  event: inHeader('X-Gitea-Event'),
  deliveryId: inHeader('X-Gitea-Delivery'),
  signatures: [ofBody('X-Gitea-Signature', { secret: 'Secret' })],
};
