import { header } from '../marks.ts';
import { inHeader } from '../places.ts';
import type { Provider } from '../provider.ts';
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
